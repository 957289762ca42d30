package io.breakwater.domain.counterparty;

import io.breakwater.domain.Measure;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Table;

/**
 * What a counterparty uses of the additive limits, summed over its accounts.
 *
 * @param workingOrders orders and quotes that have not ended
 * @param grossNotionalUsdMicros Σ of {@link Holding#reservedUsdMicros}
 * @param deltas by underlying
 */
public record Used(long workingOrders, long grossNotionalUsdMicros, Table<String, Delta> deltas) {

    /** Signed delta in USD of positions, of all buys and of all sells of one underlying. */
    public record Delta(long positionUsdMicros, long buysUsdMicros, long sellsUsdMicros) {

        static final Delta NONE = new Delta(0, 0, 0);

        /** The larger |delta| of: every buy filled, every sell filled. */
        public long worstUsdMicros() {
            long up = Exact.add(positionUsdMicros, buysUsdMicros);
            long down = Exact.add(positionUsdMicros, sellsUsdMicros);
            return Math.max(Math.abs(up), Math.abs(down));
        }

        private boolean isNone() {
            return positionUsdMicros == 0 && buysUsdMicros == 0 && sellsUsdMicros == 0;
        }
    }

    public static final Used NOTHING = new Used(0, 0, Table.empty());

    public Delta delta(String underlying) {
        Delta delta = deltas.get(underlying);
        return delta == null ? Delta.NONE : delta;
    }

    /** Of a measure that caps above are granted for. */
    public long of(Measure measure) {
        return switch (measure) {
            case GROSS_NOTIONAL -> grossNotionalUsdMicros;
            case WORKING_ORDERS -> workingOrders;
            default -> 0;
        };
    }

    /** A holding went from one value to another, and so many orders began to work or ended. */
    public Used changed(Holding before, Holding after, int orders) {
        String underlying = after.underlying();
        Delta old = delta(underlying);
        Delta now = new Delta(
                old.positionUsdMicros() - before.position().deltaUsdMicros() + after.position().deltaUsdMicros(),
                old.buysUsdMicros() - before.buyDeltaUsdMicros() + after.buyDeltaUsdMicros(),
                old.sellsUsdMicros() - before.sellDeltaUsdMicros() + after.sellDeltaUsdMicros());
        long notional = grossNotionalUsdMicros - before.reservedUsdMicros() + after.reservedUsdMicros();
        return new Used(workingOrders + orders, notional, deltas(underlying, old, now));
    }

    private Table<String, Delta> deltas(String underlying, Delta old, Delta now) {
        if (now.equals(old)) {
            return deltas;
        }
        return now.isNone() ? deltas.remove(underlying) : deltas.put(underlying, now);
    }
}

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

    /**
     * Signed delta in USD of one underlying.
     *
     * @param positionUsdMicros Σ over positions
     * @param upUsdMicros Σ of the working orders whose delta is above 0
     * @param downUsdMicros Σ of those whose delta is below 0
     */
    public record Delta(long positionUsdMicros, long upUsdMicros, long downUsdMicros) {

        static final Delta NONE = new Delta(0, 0, 0);

        /** The largest |delta| that some of the orders could lead to by filling. */
        public long worstUsdMicros() {
            long up = Exact.add(positionUsdMicros, upUsdMicros);
            long down = Exact.add(positionUsdMicros, downUsdMicros);
            return Math.max(Exact.abs(up), Exact.abs(down));
        }

        private boolean isNone() {
            return positionUsdMicros == 0 && upUsdMicros == 0 && downUsdMicros == 0;
        }

        private Delta changed(Holding before, Holding after) {
            return new Delta(
                    moved(positionUsdMicros, before.position().deltaUsdMicros(), after.position().deltaUsdMicros()),
                    moved(upUsdMicros, before.upDeltaUsdMicros(), after.upDeltaUsdMicros()),
                    moved(downUsdMicros, before.downDeltaUsdMicros(), after.downDeltaUsdMicros()));
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
        return new Used(workingOrders + orders, grossAfter(before, after),
                deltas(underlying, delta(underlying), deltaAfter(underlying, before, after)));
    }

    /** {@link #grossNotionalUsdMicros} when a holding has gone from one value to another. */
    long grossAfter(Holding before, Holding after) {
        return moved(grossNotionalUsdMicros, before.reservedUsdMicros(), after.reservedUsdMicros());
    }

    /** The delta of its underlying when a holding has gone from one value to another. */
    Delta deltaAfter(String underlying, Holding before, Holding after) {
        return delta(underlying).changed(before, after);
    }

    private static long moved(long sum, long before, long after) {
        return Exact.add(sum, Exact.subtract(after, before));
    }

    private Table<String, Delta> deltas(String underlying, Delta old, Delta now) {
        if (now.equals(old)) {
            return deltas;
        }
        return now.isNone() ? deltas.remove(underlying) : deltas.put(underlying, now);
    }
}

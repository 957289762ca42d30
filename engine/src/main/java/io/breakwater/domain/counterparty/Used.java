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
     * What the delta in USD of one underlying could come to, as the working orders fill. Figures of its holdings add
     * up.
     *
     * @param highestUsdMicros signed
     * @param lowestUsdMicros signed
     */
    public record Delta(long highestUsdMicros, long lowestUsdMicros) {

        static final Delta NONE = new Delta(0, 0);

        /** The largest |delta| of them. */
        public long worstUsdMicros() {
            return Math.max(Exact.abs(highestUsdMicros), Exact.abs(lowestUsdMicros));
        }

        private boolean isNone() {
            return highestUsdMicros == 0 && lowestUsdMicros == 0;
        }

        private Delta changed(Holding before, Holding after) {
            return new Delta(
                    moved(highestUsdMicros, before.highestDeltaUsdMicros(), after.highestDeltaUsdMicros()),
                    moved(lowestUsdMicros, before.lowestDeltaUsdMicros(), after.lowestDeltaUsdMicros()));
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
        Delta old = delta(after.underlying());
        return new Used(workingOrders + orders, grossAfter(before, after),
                deltas(after.underlying(), old, old.changed(before, after)));
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

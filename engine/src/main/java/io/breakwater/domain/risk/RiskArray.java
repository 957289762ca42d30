package io.breakwater.domain.risk;

import io.breakwater.domain.market.ArrayBasis;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Overflow;
import io.breakwater.kernel.Table;
import java.util.Arrays;
import java.util.List;

/**
 * Profit of one lot in each cell of a {@link ScenarioMatrix}, in whole risk units of its settlement asset, rounded
 * against whoever holds it: down for who is long, up (a larger loss) for who is short. So sums are exact, and adding
 * one position's change gives bit for bit what summing all anew would. It does not know who holds it, nor how much.
 */
public final class RiskArray {

    /** Of an instrument that cannot be priced under the scenarios. */
    public static final RiskArray UNKNOWN =
            new RiskArray(new long[ScenarioMatrix.CELLS], new long[ScenarioMatrix.CELLS], 0, 0);

    private final long[] floors;
    private final long[] ceilings;
    private final long slope;
    private final long roll;
    private final Table<Long, Long> rolls;
    private final long most;

    /**
     * @param slope profit of a lot for a price move of 1, to the first order
     * @param roll the slope times the roll shock of its expiry
     */
    RiskArray(long[] floors, long[] ceilings, long slope, long roll) {
        this(floors, ceilings, slope, roll, Table.empty());
    }

    /** @param rolls of what has several expiries, by expiry; then the roll is no smaller than any sum of them */
    private RiskArray(long[] floors, long[] ceilings, long slope, long roll, Table<Long, Long> rolls) {
        this.floors = floors;
        this.ceilings = ceilings;
        this.slope = slope;
        this.roll = roll;
        this.rolls = rolls;
        long largest = Math.max(Math.abs(slope), Math.abs(roll));
        for (int i = 0; i < floors.length; i++) {
            largest = Math.max(largest, Math.max(Math.abs(floors[i]), Math.abs(ceilings[i])));
        }
        this.most = largest;
    }

    /** Σ ratio · leg, each leg rounded against whoever holds the combination. {@link #UNKNOWN} where one leg's is. */
    public static RiskArray ofLegs(List<ArrayBasis.Leg> legs) {
        try {
            LegSum sum = new LegSum();
            for (ArrayBasis.Leg leg : legs) {
                if (!leg.basis().array().isKnown()) {
                    return UNKNOWN;
                }
                sum.add(leg);
            }
            return new RiskArray(sum.floors, sum.ceilings, sum.slope, sum.roll, sum.rolls);
        } catch (Overflow _) {
            return UNKNOWN;
        }
    }

    /** A combination's array while it is summed. */
    private static final class LegSum {
        private final long[] floors = new long[ScenarioMatrix.CELLS];
        private final long[] ceilings = new long[ScenarioMatrix.CELLS];
        private long slope;
        private long roll;
        private Table<Long, Long> rolls = Table.empty();

        private void add(ArrayBasis.Leg leg) {
            RiskArray array = leg.basis().array();
            int ratio = leg.ratio();
            for (int i = 0; i < floors.length; i++) {
                floors[i] = Exact.add(floors[i], Exact.multiply(ratio, array.cell(ratio, i)));
                ceilings[i] = Exact.add(ceilings[i], Exact.multiply(ratio, array.cell(-ratio, i)));
            }
            slope = Exact.add(slope, Exact.multiply(ratio, array.slope));
            long rolled = Exact.multiply(ratio, array.roll);
            roll = Exact.add(roll, Exact.abs(rolled));
            long expiry = leg.basis().terms().expiresAtMicros();
            rolls = rolls.put(expiry, Exact.add(rolls.getOrDefault(expiry, 0L), rolled));
        }
    }

    public boolean isKnown() {
        return this != UNKNOWN;
    }

    /** Profit a lot for who holds this many: rounded down for who is long, up for who is short. */
    public long cell(long lots, int cell) {
        return lots >= 0 ? floors[cell] : ceilings[cell];
    }

    /** The cells for who holds this many; not to be changed. */
    long[] cells(long lots) {
        return lots >= 0 ? floors : ceilings;
    }

    public long slope() {
        return slope;
    }

    public long roll() {
        return roll;
    }

    /** By expiry, of what has several; empty for what has one. */
    Table<Long, Long> rolls() {
        return rolls;
    }

    /** The largest figure in it, whatever its sign. */
    long most() {
        return most;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RiskArray that && slope == that.slope && roll == that.roll
                && rolls.equals(that.rolls) && isKnown() == that.isKnown() && Arrays.equals(floors, that.floors)
                && Arrays.equals(ceilings, that.ceilings);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(floors);
    }

    @Override
    public String toString() {
        return isKnown() ? "array" + Arrays.toString(floors) : "no array";
    }
}

package io.breakwater.domain.risk;

import java.util.Arrays;

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
    private final long most;

    /**
     * @param slope profit of a lot for a price move of 1, to the first order
     * @param roll the slope times the roll shock of its expiry
     */
    RiskArray(long[] floors, long[] ceilings, long slope, long roll) {
        this.floors = floors;
        this.ceilings = ceilings;
        this.slope = slope;
        this.roll = roll;
        long largest = Math.max(Math.abs(slope), Math.abs(roll));
        for (int i = 0; i < floors.length; i++) {
            largest = Math.max(largest, Math.max(Math.abs(floors[i]), Math.abs(ceilings[i])));
        }
        this.most = largest;
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

    /** The largest figure in it, whatever its sign. */
    long most() {
        return most;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RiskArray that && slope == that.slope && roll == that.roll
                && isKnown() == that.isKnown() && Arrays.equals(floors, that.floors)
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

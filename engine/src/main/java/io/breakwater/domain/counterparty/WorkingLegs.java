package io.breakwater.domain.counterparty;

import io.breakwater.kernel.Exact;

/**
 * What working orders of combos could bring in an instrument that is a leg of them, as sums: it counts like what works
 * in the instrument itself, but where the combo holds it.
 *
 * @param buys for combos of its underlying, which hold delta, gamma, vega and short lots of all their legs together
 * @param sells for those
 * @param acrossBuys for combos of another underlying, which do not
 * @param acrossSells for those
 */
public record WorkingLegs(WorkingSide buys, WorkingSide sells, WorkingSide acrossBuys, WorkingSide acrossSells) {

    public static final WorkingLegs NONE =
            new WorkingLegs(WorkingSide.NONE, WorkingSide.NONE, WorkingSide.NONE, WorkingSide.NONE);

    boolean isNothing() {
        return buys.isNothing() && sells.isNothing() && acrossBuys.isNothing() && acrossSells.isNothing();
    }

    /** Held by the combo too, where legs are netted. */
    WorkingSide within(Side side) {
        return side == Side.BUY ? buys : sells;
    }

    /** Held here alone, as by orders of its own. */
    WorkingSide across(Side side) {
        return side == Side.BUY ? acrossBuys : acrossSells;
    }

    long lots(Side side) {
        return Exact.add(within(side).lots(), across(side).lots());
    }

    long notionalUsdMicros() {
        return Exact.add(Exact.add(buys.notionalUsdMicros(), sells.notionalUsdMicros()),
                Exact.add(acrossBuys.notionalUsdMicros(), acrossSells.notionalUsdMicros()));
    }

    long premiumUsdMicros() {
        return Exact.add(buys.premiumUsdMicros(), acrossBuys.premiumUsdMicros());
    }

    /** With one side of a leg. */
    WorkingLegs with(Side side, LegHold leg) {
        return with(side, leg.across(), of(side, leg).with(leg.hold().side(side)));
    }

    WorkingLegs without(Side side, LegHold leg) {
        return with(side, leg.across(), of(side, leg).without(leg.hold().side(side)));
    }

    private WorkingSide of(Side side, LegHold leg) {
        return leg.across() ? across(side) : within(side);
    }

    private WorkingLegs with(Side side, boolean across, WorkingSide changed) {
        boolean bought = side == Side.BUY;
        return new WorkingLegs(bought && !across ? changed : buys, !bought && !across ? changed : sells,
                bought && across ? changed : acrossBuys, !bought && across ? changed : acrossSells);
    }
}

package io.breakwater.domain.counterparty;

/**
 * What working orders of combos could bring in an instrument that is a leg of them, as sums: it counts like what works
 * in the instrument itself, but where the combo holds it.
 */
public record WorkingLegs(WorkingSide buys, WorkingSide sells) {

    public static final WorkingLegs NONE = new WorkingLegs(WorkingSide.NONE, WorkingSide.NONE);

    boolean isNothing() {
        return buys.isNothing() && sells.isNothing();
    }

    WorkingSide side(Side side) {
        return side == Side.BUY ? buys : sells;
    }

    /** @param hold of one side of a leg */
    WorkingLegs with(Side side, Hold hold) {
        return new WorkingLegs(side == Side.BUY ? buys.with(side, hold) : buys,
                side == Side.SELL ? sells.with(side, hold) : sells);
    }

    WorkingLegs without(Side side, Hold hold) {
        return new WorkingLegs(side == Side.BUY ? buys.without(side, hold) : buys,
                side == Side.SELL ? sells.without(side, hold) : sells);
    }
}

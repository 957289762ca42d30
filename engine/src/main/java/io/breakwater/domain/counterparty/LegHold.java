package io.breakwater.domain.counterparty;

/**
 * What an order of a combo could bring in one of its legs, beside what the combo itself holds: so many lots a lot of
 * the combo, at the leg's mark of the decision. It counts where a cap looks at the leg's own instrument, and in the
 * premium; what netted over the legs is is held by the combo. What only reduces a position in the combo holds nothing
 * of its legs, such as one side of a quote or one order of a pair.
 *
 * @param underlying of the leg
 * @param ratio signed lots of the leg in one lot of the combo
 * @param apart true where the account keeps long and short of it apart: what is bought opens LONG, what is sold SHORT
 * @param across true where it is of another underlying than the combo: then delta, gamma, vega and short option lots
 *     are counted here, and not by the combo
 * @param hold as if the leg were an order of its own, of its own lots and sides
 */
public record LegHold(long instrument, String underlying, int ratio, boolean apart, boolean across, Hold hold) {

    /** Which side of the leg a side of the combo trades, and the other way round. */
    Side other(Side side) {
        return ratio > 0 ? side : side.opposite();
    }

    /** Which position it could come to, by {@link PositionKey}. */
    long position(Side side) {
        return apart && side == Side.SELL ? PositionKey.of(instrument, PositionSide.SHORT) : instrument;
    }

    /** Whether it is held for this side of the combo; not where that only reduces. */
    boolean isHeldFor(Side whole) {
        return hold.lots(other(whole)) != 0;
    }

    boolean isOf(LegHold same) {
        return instrument == same.instrument && ratio == same.ratio && apart == same.apart;
    }

    /** In proportion, of one side of the combo; the other side stays. */
    LegHold share(Side whole, long part, long of) {
        return with(hold.share(other(whole), part, of));
    }

    LegHold max(LegHold same) {
        return with(hold.max(same.hold));
    }

    LegHold turned(LegHold same) {
        return with(hold.turned(same.hold));
    }

    LegHold plus(LegHold same) {
        return with(hold.with(same.hold));
    }

    private LegHold with(Hold changed) {
        return new LegHold(instrument, underlying, ratio, apart, across, changed);
    }
}

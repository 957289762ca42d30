package io.breakwater.domain.counterparty;

import io.breakwater.kernel.Exact;
import java.util.Optional;

/**
 * What an order of a combo could bring in one of its legs, beside what the combo itself holds: so many lots a lot of
 * the combo, at the leg's mark of the decision. It counts where a cap looks at the leg's own instrument, and in the
 * premium; what netted over the legs is is held by the combo. What only reduces a position in the combo holds nothing
 * of its legs, such as one side of a quote or one order of a pair.
 *
 * @param underlying of the leg
 * @param ratio signed lots of the leg in one lot of the combo
 * @param apart true where the account keeps long and short of it apart: what is bought opens LONG, what is sold SHORT
 * @param buyLots buy leaves of the combo that it is held for; 0 where those only reduce
 * @param sellLots the same of its sell leaves
 * @param buyNotionalUsdMicros of those buy leaves
 * @param sellNotionalUsdMicros of those sell leaves
 * @param buyDeltaUsdMicros signed, of those buy leaves; 0 where the combo's own delta has it in the same underlying
 * @param sellDeltaUsdMicros signed, of those sell leaves
 * @param premiumUsdMicros of the side of the combo that buys the leg, where that is an option
 */
public record LegHold(
        long instrument,
        String underlying,
        int ratio,
        boolean apart,
        long buyLots,
        long sellLots,
        long buyNotionalUsdMicros,
        long sellNotionalUsdMicros,
        long buyDeltaUsdMicros,
        long sellDeltaUsdMicros,
        long premiumUsdMicros) {

    /** Which side of the combo trades the leg on this side. */
    Side wholeOf(Side side) {
        return ratio > 0 ? side : side.opposite();
    }

    /** Which position it could come to, by {@link PositionKey}. */
    long position(Side side) {
        return apart && side == Side.SELL ? PositionKey.of(instrument, PositionSide.SHORT) : instrument;
    }

    /** Leaves of this side of the combo that it is held for. */
    long wholeLots(Side side) {
        return side == Side.BUY ? buyLots : sellLots;
    }

    /** One side of the leg as if it were an order of its own. */
    Hold of(Side side) {
        Side traded = wholeOf(side);
        boolean buys = traded == Side.BUY;
        long lots = Exact.multiply(wholeLots(traded), Math.abs((long) ratio));
        return Hold.of(side, lots, buys ? buyNotionalUsdMicros : sellNotionalUsdMicros,
                        buys ? buyDeltaUsdMicros : sellDeltaUsdMicros, 0)
                .of(Optional.empty(), side == Side.BUY ? premiumUsdMicros : 0);
    }

    boolean isOf(LegHold other) {
        return instrument == other.instrument && ratio == other.ratio && apart == other.apart;
    }

    /** In proportion, of one side of the combo; the other side stays. */
    LegHold share(Side side, long part, long whole) {
        long premium = wholeOf(Side.BUY) == side ? Hold.share(premiumUsdMicros, part, whole) : premiumUsdMicros;
        return side == Side.BUY
                ? with(Hold.share(buyLots, part, whole), sellLots,
                        Hold.share(buyNotionalUsdMicros, part, whole), sellNotionalUsdMicros,
                        Hold.share(buyDeltaUsdMicros, part, whole), sellDeltaUsdMicros, premium)
                : with(buyLots, Hold.share(sellLots, part, whole),
                        buyNotionalUsdMicros, Hold.share(sellNotionalUsdMicros, part, whole), buyDeltaUsdMicros,
                        Hold.share(sellDeltaUsdMicros, part, whole), premium);
    }

    /** Component by component, the larger. */
    LegHold max(LegHold other) {
        return with(Math.max(buyLots, other.buyLots),
                Math.max(sellLots, other.sellLots),
                Math.max(buyNotionalUsdMicros, other.buyNotionalUsdMicros),
                Math.max(sellNotionalUsdMicros, other.sellNotionalUsdMicros),
                Hold.larger(buyDeltaUsdMicros, other.buyDeltaUsdMicros),
                Hold.larger(sellDeltaUsdMicros, other.sellDeltaUsdMicros),
                Math.max(premiumUsdMicros, other.premiumUsdMicros));
    }

    /** Nothing but the deltas that {@link #max} leaves out because the other one has more and another sign. */
    LegHold turned(LegHold other) {
        return with(0, 0, 0, 0, Hold.turned(buyDeltaUsdMicros, other.buyDeltaUsdMicros),
                Hold.turned(sellDeltaUsdMicros, other.sellDeltaUsdMicros), 0);
    }

    boolean hasDelta() {
        return buyDeltaUsdMicros != 0 || sellDeltaUsdMicros != 0;
    }

    LegHold plus(LegHold other) {
        return with(Exact.add(buyLots, other.buyLots),
                Exact.add(sellLots, other.sellLots),
                Exact.add(buyNotionalUsdMicros, other.buyNotionalUsdMicros),
                Exact.add(sellNotionalUsdMicros, other.sellNotionalUsdMicros),
                Exact.add(buyDeltaUsdMicros, other.buyDeltaUsdMicros),
                Exact.add(sellDeltaUsdMicros, other.sellDeltaUsdMicros),
                Exact.add(premiumUsdMicros, other.premiumUsdMicros));
    }

    private LegHold with(long bought, long sold, long buys, long sells, long buyDelta, long sellDelta, long premium) {
        return new LegHold(instrument, underlying, ratio, apart, bought, sold, buys, sells, buyDelta, sellDelta,
                premium);
    }
}

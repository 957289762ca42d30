package io.breakwater.domain.counterparty;

import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Rounding;

/**
 * Exposure reserved for an open order or quote, as a vector.
 *
 * @param buyLots leaves on the buy side
 * @param sellLots leaves on the sell side
 * @param notionalUsdMicros of the lots that add to the position, at the worst price; what parent caps reserve too
 * @param buyDeltaUsdMicros of the buy leaves, signed, at the delta of the decision
 * @param sellDeltaUsdMicros of the sell leaves, signed
 * @param reduceLots leaves that were claimed against the position when it was decided
 */
public record Hold(
        long buyLots,
        long sellLots,
        long notionalUsdMicros,
        long buyDeltaUsdMicros,
        long sellDeltaUsdMicros,
        long reduceLots) {

    public static final Hold NONE = new Hold(0, 0, 0, 0, 0, 0);

    /** What stays reserved after lots of one side were filled. */
    public Hold afterFill(Side side, long lots) {
        long leaves = buyLots + sellLots;
        long rest = leaves - lots;
        return new Hold(
                side == Side.BUY ? buyLots - lots : buyLots,
                side == Side.SELL ? sellLots - lots : sellLots,
                share(notionalUsdMicros, rest, leaves),
                side == Side.BUY ? share(buyDeltaUsdMicros, buyLots - lots, buyLots) : buyDeltaUsdMicros,
                side == Side.SELL ? share(sellDeltaUsdMicros, sellLots - lots, sellLots) : sellDeltaUsdMicros,
                Math.max(0, reduceLots - lots));
    }

    /** Component by component, the larger: what an amend reserves until it is acknowledged. */
    public Hold max(Hold other) {
        return new Hold(
                Math.max(buyLots, other.buyLots),
                Math.max(sellLots, other.sellLots),
                Math.max(notionalUsdMicros, other.notionalUsdMicros),
                larger(buyDeltaUsdMicros, other.buyDeltaUsdMicros),
                larger(sellDeltaUsdMicros, other.sellDeltaUsdMicros),
                Math.min(reduceLots, other.reduceLots));
    }

    /** Both sides of one quote. */
    Hold plus(Hold other) {
        return new Hold(buyLots + other.buyLots, sellLots + other.sellLots,
                Exact.add(notionalUsdMicros, other.notionalUsdMicros), buyDeltaUsdMicros + other.buyDeltaUsdMicros,
                sellDeltaUsdMicros + other.sellDeltaUsdMicros, reduceLots + other.reduceLots);
    }

    private static long larger(long a, long b) {
        return Math.abs(a) >= Math.abs(b) ? a : b;
    }

    private static long share(long amount, long part, long whole) {
        return whole == 0 ? 0 : Exact.mulDiv(amount, part, whole, Rounding.AWAY_FROM_ZERO);
    }
}

package io.breakwater.domain.counterparty;

import io.breakwater.domain.risk.OptionLot;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Rounding;
import java.util.List;
import java.util.Optional;

/**
 * Exposure reserved for an open order or quote, as a vector. Each side counts in full; what of it could only close a
 * position is taken off by {@link Holding#reservedUsdMicros}, because that depends on what else works.
 *
 * @param buyLots leaves on the buy side
 * @param sellLots leaves on the sell side
 * @param buyNotionalUsdMicros of the buy leaves at the worst price; what parent caps reserve too
 * @param sellNotionalUsdMicros of the sell leaves at the worst price
 * @param buyDeltaUsdMicros of the buy leaves, signed, at the delta of the decision
 * @param sellDeltaUsdMicros of the sell leaves, signed
 * @param reduceLots leaves that were claimed against the position when it was decided
 * @param premiumUsdMicros what the buy leaves cost at their limit where they are options; 0 where they are not
 * @param makeup of what is an option or a combo and does not only reduce
 */
public record Hold(
        long buyLots,
        long sellLots,
        long buyNotionalUsdMicros,
        long sellNotionalUsdMicros,
        long buyDeltaUsdMicros,
        long sellDeltaUsdMicros,
        long reduceLots,
        long premiumUsdMicros,
        Optional<Makeup> makeup) {

    public static final Hold NONE = new Hold(0, 0, 0, 0, 0, 0, 0, 0, Optional.empty());

    /** Of lots on one side. */
    static Hold of(Side side, long lots, long notionalUsdMicros, long deltaUsdMicros, long reduceLots) {
        return side == Side.BUY
                ? new Hold(lots, 0, notionalUsdMicros, 0, deltaUsdMicros, 0, reduceLots, 0, Optional.empty())
                : new Hold(0, lots, 0, notionalUsdMicros, 0, deltaUsdMicros, reduceLots, 0, Optional.empty());
    }

    /** The same of options and combos. @param inside empty for what only reduces @param premium of the buy leaves */
    Hold of(Optional<Makeup> inside, long premium) {
        return inside.isEmpty() && premium == 0 ? this
                : new Hold(buyLots, sellLots, buyNotionalUsdMicros, sellNotionalUsdMicros, buyDeltaUsdMicros,
                        sellDeltaUsdMicros, reduceLots, premium, inside);
    }

    /** What one lot takes up of the limits on options, by the decision; empty where nothing of it is an option. */
    public Optional<OptionLot> option() {
        return makeup.isEmpty() ? Optional.empty() : makeup.get().option();
    }

    /** What it could bring in the legs of a combo; none of anything else. */
    public List<LegHold> legs() {
        return makeup.isEmpty() ? List.of() : makeup.get().legs();
    }

    public long lots(Side side) {
        return side == Side.BUY ? buyLots : sellLots;
    }

    public long notionalUsdMicros(Side side) {
        return side == Side.BUY ? buyNotionalUsdMicros : sellNotionalUsdMicros;
    }

    public long deltaUsdMicros(Side side) {
        return side == Side.BUY ? buyDeltaUsdMicros : sellDeltaUsdMicros;
    }

    /** Notional of both sides. */
    public long bothUsdMicros() {
        return Exact.add(buyNotionalUsdMicros, sellNotionalUsdMicros);
    }

    /** What stays reserved after lots of one side were filled. @param lots at most those of the side */
    public Hold afterFill(Side side, long lots) {
        return side == Side.BUY ? withBuys(buyLots - lots, buyLots, lots) : withSells(sellLots - lots, sellLots, lots);
    }

    private Hold withBuys(long rest, long whole, long filled) {
        return new Hold(rest, sellLots, share(buyNotionalUsdMicros, rest, whole), sellNotionalUsdMicros,
                share(buyDeltaUsdMicros, rest, whole), sellDeltaUsdMicros, Math.max(0, reduceLots - filled),
                share(premiumUsdMicros, rest, whole), Makeup.share(makeup, Side.BUY, rest, whole));
    }

    private Hold withSells(long rest, long whole, long filled) {
        return new Hold(buyLots, rest, buyNotionalUsdMicros, share(sellNotionalUsdMicros, rest, whole),
                buyDeltaUsdMicros, share(sellDeltaUsdMicros, rest, whole), Math.max(0, reduceLots - filled),
                premiumUsdMicros, Makeup.share(makeup, Side.SELL, rest, whole));
    }

    /** Component by component, the larger: what a pair reserves of which only one can fill. */
    public Hold max(Hold other) {
        return new Hold(
                Math.max(buyLots, other.buyLots),
                Math.max(sellLots, other.sellLots),
                Math.max(buyNotionalUsdMicros, other.buyNotionalUsdMicros),
                Math.max(sellNotionalUsdMicros, other.sellNotionalUsdMicros),
                larger(buyDeltaUsdMicros, other.buyDeltaUsdMicros),
                larger(sellDeltaUsdMicros, other.sellDeltaUsdMicros),
                Math.min(reduceLots, other.reduceLots),
                Math.max(premiumUsdMicros, other.premiumUsdMicros),
                Makeup.merged(makeup, other.makeup, LegHold::max));
    }

    /**
     * What an amend reserves until it is acknowledged: the larger of both, also where some is filled at the old price
     * before the rest goes on at the new one.
     */
    public Hold orReplacedBy(Hold asked) {
        return max(asked).max(with(asked.beyond(this)));
    }

    /**
     * Deltas beside {@link #orReplacedBy}, which has one sign: those of the smaller of both holds where they lie on
     * either side of 0, as when a combination's delta has turned. Either hold may be what fills.
     */
    Hold turned(Hold asked) {
        return new Hold(0, 0, 0, 0, turned(buyDeltaUsdMicros, asked.buyDeltaUsdMicros),
                turned(sellDeltaUsdMicros, asked.sellDeltaUsdMicros), 0, 0, Makeup.turned(makeup, asked.makeup));
    }

    static long turned(long a, long b) {
        boolean turned = Long.signum(a) * Long.signum(b) < 0;
        return !turned ? 0 : larger(a, b) == a ? b : a;
    }

    /** The part of this hold that is more lots than the old one has. */
    private Hold beyond(Hold old) {
        long buys = Math.max(0, buyLots - old.buyLots);
        long sells = Math.max(0, sellLots - old.sellLots);
        return new Hold(buys, sells, share(buyNotionalUsdMicros, buys, buyLots),
                share(sellNotionalUsdMicros, sells, sellLots), share(buyDeltaUsdMicros, buys, buyLots),
                share(sellDeltaUsdMicros, sells, sellLots), 0,
                share(premiumUsdMicros, buys, buyLots),
                Makeup.share(Makeup.share(makeup, Side.BUY, buys, buyLots), Side.SELL, sells, sellLots));
    }

    /** A share of both sides, rounded up. */
    Hold share(long part, long whole) {
        return new Hold(share(buyLots, part, whole), share(sellLots, part, whole),
                share(buyNotionalUsdMicros, part, whole), share(sellNotionalUsdMicros, part, whole),
                share(buyDeltaUsdMicros, part, whole), share(sellDeltaUsdMicros, part, whole),
                share(reduceLots, part, whole), share(premiumUsdMicros, part, whole),
                Makeup.share(Makeup.share(makeup, Side.BUY, part, whole), Side.SELL, part, whole));
    }

    /** Both, such as the two sides of one quote. */
    Hold with(Hold other) {
        return new Hold(
                Exact.add(buyLots, other.buyLots),
                Exact.add(sellLots, other.sellLots),
                Exact.add(buyNotionalUsdMicros, other.buyNotionalUsdMicros),
                Exact.add(sellNotionalUsdMicros, other.sellNotionalUsdMicros),
                Exact.add(buyDeltaUsdMicros, other.buyDeltaUsdMicros),
                Exact.add(sellDeltaUsdMicros, other.sellDeltaUsdMicros),
                reduceLots + other.reduceLots,
                Exact.add(premiumUsdMicros, other.premiumUsdMicros),
                Makeup.merged(makeup, other.makeup, LegHold::plus));
    }

    static long larger(long a, long b) {
        return Math.abs(a) >= Math.abs(b) ? a : b;
    }

    static long share(long amount, long part, long whole) {
        return part == whole ? amount : part == 0 ? 0 : Exact.mulDiv(amount, part, whole, Rounding.AWAY_FROM_ZERO);
    }
}

package io.breakwater.domain.counterparty;

import io.breakwater.domain.risk.GammaVega;
import io.breakwater.domain.risk.ShortLots;
import io.breakwater.domain.risk.Signed;
import io.breakwater.kernel.Exact;
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
 * @param makeup of what is an option or a combo
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

    /** The same of options and combos. @param premium of the buy leaves */
    Hold of(Optional<Makeup> inside, long premium) {
        return inside.isEmpty() && premium == 0 ? this
                : new Hold(buyLots, sellLots, buyNotionalUsdMicros, sellNotionalUsdMicros, buyDeltaUsdMicros,
                        sellDeltaUsdMicros, reduceLots, premium, inside);
    }

    /** Option lots that whoever trades one lot of it is short of. */
    ShortLots shorts() {
        return makeup.isEmpty() ? ShortLots.NONE : makeup.get().shorts();
    }

    /** Gamma and vega of the leaves of a side, signed, by the decision. */
    GammaVega greeks(Side side) {
        return makeup.isEmpty() ? GammaVega.NONE : side == Side.BUY ? makeup.get().buys() : makeup.get().sells();
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
        return lots == 0 ? this : share(side, lots(side) - lots, lots(side), Math.max(0, reduceLots - lots));
    }

    /** A share of one side, rounded up; the other side stays. */
    Hold share(Side side, long part, long whole) {
        return share(side, part, whole, Signed.share(reduceLots, part, whole));
    }

    private Hold share(Side side, long part, long whole, long reduces) {
        return side == Side.BUY
                ? new Hold(Signed.share(buyLots, part, whole), sellLots,
                        Signed.share(buyNotionalUsdMicros, part, whole), sellNotionalUsdMicros,
                        Signed.share(buyDeltaUsdMicros, part, whole), sellDeltaUsdMicros, reduces,
                        Signed.share(premiumUsdMicros, part, whole), Makeup.share(makeup, side, part, whole))
                : new Hold(buyLots, Signed.share(sellLots, part, whole),
                        buyNotionalUsdMicros, Signed.share(sellNotionalUsdMicros, part, whole),
                        buyDeltaUsdMicros, Signed.share(sellDeltaUsdMicros, part, whole), reduces,
                        premiumUsdMicros, Makeup.share(makeup, side, part, whole));
    }

    /** Component by component, the larger: what a pair reserves of which only one can fill. */
    public Hold max(Hold other) {
        return new Hold(
                Math.max(buyLots, other.buyLots),
                Math.max(sellLots, other.sellLots),
                Math.max(buyNotionalUsdMicros, other.buyNotionalUsdMicros),
                Math.max(sellNotionalUsdMicros, other.sellNotionalUsdMicros),
                Signed.larger(buyDeltaUsdMicros, other.buyDeltaUsdMicros),
                Signed.larger(sellDeltaUsdMicros, other.sellDeltaUsdMicros),
                Math.min(reduceLots, other.reduceLots),
                Math.max(premiumUsdMicros, other.premiumUsdMicros),
                Makeup.max(makeup, other.makeup));
    }

    /**
     * What an amend reserves until it is acknowledged: the larger of both, also where some is filled at the old price
     * before the rest goes on at the new one.
     */
    public Hold orReplacedBy(Hold asked) {
        return max(asked).max(with(asked.beyond(this)));
    }

    /**
     * Delta, gamma and vega beside {@link #orReplacedBy}, which has one sign: those of the smaller of both holds where
     * they lie on either side of 0, as when a combination's delta has turned. Either hold may be what fills.
     */
    Hold turned(Hold asked) {
        return new Hold(0, 0, 0, 0, Signed.turned(buyDeltaUsdMicros, asked.buyDeltaUsdMicros),
                Signed.turned(sellDeltaUsdMicros, asked.sellDeltaUsdMicros), 0, 0, Makeup.turned(makeup, asked.makeup));
    }

    /** The part of this hold that is more lots than the old one has. */
    private Hold beyond(Hold old) {
        long buys = Math.max(0, buyLots - old.buyLots);
        long sells = Math.max(0, sellLots - old.sellLots);
        return share(Side.BUY, buys, buyLots, 0).share(Side.SELL, sells, sellLots, 0);
    }

    /** A share of both sides, rounded up to whole lots. */
    Hold share(long part, long whole) {
        long buys = Signed.share(buyLots, part, whole);
        long sells = Signed.share(sellLots, part, whole);
        long reduces = Signed.share(reduceLots, part, whole);
        return share(Side.BUY, buys, buyLots, reduces).share(Side.SELL, sells, sellLots, reduces);
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
                Makeup.sum(makeup, other.makeup));
    }
}

package io.breakwater.domain.counterparty;

import io.breakwater.domain.risk.ShortLots;
import io.breakwater.domain.risk.Signed;
import java.util.List;
import java.util.Optional;

/**
 * Exposure reserved for an open order or quote, as a vector. Each side counts in full; what of it could only close a
 * position is taken off by {@link Holding#reservedUsdMicros}, because that depends on what else works.
 *
 * @param buy what the leaves on the buy side reserve
 * @param sell the same of the sell side
 * @param reduceLots leaves that were claimed against the position when it was decided
 * @param makeup of what is an option or a combo
 */
public record Hold(HeldSide buy, HeldSide sell, long reduceLots, Optional<Makeup> makeup) {

    public static final Hold NONE = new Hold(HeldSide.NONE, HeldSide.NONE, 0, Optional.empty());

    /** Of one side. */
    static Hold of(Side side, HeldSide held, long reduceLots, Optional<Makeup> makeup) {
        return side == Side.BUY ? new Hold(held, HeldSide.NONE, reduceLots, makeup)
                : new Hold(HeldSide.NONE, held, reduceLots, makeup);
    }

    public HeldSide side(Side side) {
        return side == Side.BUY ? buy : sell;
    }

    /** Option lots that whoever trades one lot of it is short of. */
    ShortLots shorts() {
        return makeup.isEmpty() ? ShortLots.NONE : makeup.get().shorts();
    }

    /** What it could bring in the legs of a combo; none of anything else. */
    public List<LegHold> legs() {
        return makeup.isEmpty() ? List.of() : makeup.get().legs();
    }

    /** Leaves of a side. */
    public long lots(Side side) {
        return side(side).lots();
    }

    /** Of both sides. */
    long lots() {
        return buy.lots() + sell.lots();
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
        Optional<Makeup> left = Makeup.share(makeup, side, part, whole);
        return side == Side.BUY ? new Hold(buy.share(part, whole), sell, reduces, left)
                : new Hold(buy, sell.share(part, whole), reduces, left);
    }

    /** Component by component, the larger: what a pair reserves of which only one can fill. */
    public Hold max(Hold other) {
        return new Hold(buy.max(other.buy), sell.max(other.sell), Math.min(reduceLots, other.reduceLots),
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
        return new Hold(buy.turned(asked.buy), sell.turned(asked.sell), 0, Makeup.turned(makeup, asked.makeup));
    }

    /** The part of this hold that is more lots than the old one has. */
    private Hold beyond(Hold old) {
        long buys = Math.max(0, buy.lots() - old.buy.lots());
        long sells = Math.max(0, sell.lots() - old.sell.lots());
        return share(Side.BUY, buys, buy.lots(), 0).share(Side.SELL, sells, sell.lots(), 0);
    }

    /** A share of both sides, rounded up to whole lots. */
    Hold share(long part, long whole) {
        long buys = Signed.share(buy.lots(), part, whole);
        long sells = Signed.share(sell.lots(), part, whole);
        long reduces = Signed.share(reduceLots, part, whole);
        return share(Side.BUY, buys, buy.lots(), reduces).share(Side.SELL, sells, sell.lots(), reduces);
    }

    /** Both, such as the two sides of one quote. */
    Hold with(Hold other) {
        return new Hold(buy.plus(other.buy), sell.plus(other.sell), reduceLots + other.reduceLots,
                Makeup.sum(makeup, other.makeup));
    }
}

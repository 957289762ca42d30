package io.breakwater.domain.counterparty;

import io.breakwater.domain.Measure;
import io.breakwater.domain.counterparty.CounterpartyRejection.Code;
import io.breakwater.domain.instrument.Asset;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.domain.risk.Exposure;
import io.breakwater.domain.risk.OptionLot;
import io.breakwater.domain.risk.ShortLots;
import io.breakwater.domain.risk.UsdGreeks;
import io.breakwater.domain.risk.UsdRate;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.ToLongBiFunction;

/**
 * An order of a combo as its legs see it: a venue fills it by them, so that whatever is capped or forbidden for an
 * instrument holds for it as a leg too. Nothing of it is asked for any other order.
 */
final class LegsCheck {

    /** Of any order that is no combo's. */
    static final LegsCheck NONE = new LegsCheck(null, List.of(), List.of());

    private final OrderCheck check;
    private final List<Payoff.Leg> legs;
    private final List<Quoted> quoted;

    private LegsCheck(OrderCheck check, List<Payoff.Leg> legs, List<Quoted> quoted) {
        this.check = check;
        this.legs = legs;
        this.quoted = quoted;
    }

    static LegsCheck of(OrderCheck check) {
        boolean combo = check.quoted != null && check.quoted.terms().payoff() instanceof Payoff.Combo;
        if (!combo) {
            return NONE;
        }
        MarketView view = check.context.view();
        List<Payoff.Leg> known = new ArrayList<>();
        List<Quoted> shown = new ArrayList<>();
        for (Payoff.Leg leg : ((Payoff.Combo) check.quoted.terms().payoff()).legs()) {
            Quoted of = view.instrument(leg.instrument());
            // One that is not shown has no mark either, for which the order is refused.
            if (of != null) {
                known.add(leg);
                shown.add(of);
            }
        }
        return new LegsCheck(check, known, shown);
    }

    boolean arePermitted() {
        return quoted.isEmpty()
                || quoted.stream().allMatch(leg -> check.account.permissions().allow(leg.terms().payoff()));
    }

    /** Null where all of them are open. */
    CounterpartyRejection closed() {
        return each((_, leg) -> {
            long now = check.context.nowMicros();
            long expires = leg.terms().expiresAtMicros();
            return !leg.lifeCycle().takesOrders() ? check.refuse(Code.NOT_OPEN)
                    : now >= expires ? check.refuse(Code.EXPIRED, expires, now, 0, Unit.MICROS) : null;
        });
    }

    /** The first refusal of a leg. */
    private CounterpartyRejection each(BiFunction<Payoff.Leg, Quoted, CounterpartyRejection> rule) {
        for (int i = 0; i < legs.size(); i++) {
            Payoff.Leg leg = legs.get(i);
            Quoted of = quoted.get(i);
            CounterpartyRejection refused = check.about(of, () -> rule.apply(leg, of));
            if (refused != null) {
                return refused;
            }
        }
        return null;
    }

    /** Whether what the options among them cost can be told in dollars. */
    boolean arePriced() {
        return quoted.isEmpty() || quoted.stream().allMatch(leg -> !(leg.terms().payoff() instanceof Payoff.Option)
                || UsdRate.of(check.context.view(), leg.terms().settlement()) != null);
    }

    /** What the order holds of each; nothing where it only reduces a position in the combo itself. */
    List<LegHold> holds() {
        if (legs.isEmpty() || check.isReducing()) {
            return List.of();
        }
        List<LegHold> holds = new ArrayList<>(legs.size());
        for (int i = 0; i < legs.size(); i++) {
            holds.add(hold(legs.get(i), quoted.get(i)));
        }
        return holds;
    }

    private LegHold hold(Payoff.Leg leg, Quoted of) {
        MarketView view = check.context.view();
        Terms terms = of.terms();
        Side side = leg.ratio() > 0 ? check.order.side() : check.order.side().opposite();
        long lots = Exact.multiply(check.order.lots(), Math.abs((long) leg.ratio()));
        long ticks = of.mark().ticks();
        Asset asset = Exposure.notionalAsset(terms);
        long notional = Exposure.notionalUsdMicros(of, lots, ticks, asset == null ? null : UsdRate.of(view, asset),
                view);
        long delta = Exposure.deltaUsdMicros(of, notional, side.sign());
        boolean pays = side == Side.BUY && terms.payoff() instanceof Payoff.Option;
        long premium = !pays ? 0
                : Exposure.premiumUsdMicros(of, lots, ticks, UsdRate.of(view, terms.settlement()));
        UsdGreeks greeks = UsdGreeks.of(delta, OptionLot.greeks(of, view), side.sign() * lots);
        Hold hold = Hold.of(side, HeldSide.of(lots, notional, greeks, premium), 0,
                Makeup.of(ShortLots.of(of, view), List.of()));
        return new LegHold(leg.instrument(), terms.underlying(), leg.ratio(),
                check.account.positions().hasSides(terms.payoff()), isAcross(of), hold);
    }

    private boolean isAcross(Quoted leg) {
        return !leg.terms().underlying().equals(check.quoted.terms().underlying());
    }

    /** The counterparty with what the order reserves of each leg. @param used of it, with the combo itself */
    Counterparty after(Used used) {
        CheckedBook book = check.book;
        Account account = check.account;
        Counterparty with = check.state.with(account, check.state.orders(), used);
        Hold out = book.out() == null ? Hold.NONE : book.out().reserved();
        Counterparty moved = OrderBook.legs(with, account.id(), out, book.reserved(check.hold));
        if (book.replaces()) {
            moved = OrderBook.legs(moved, account.id(), Hold.NONE, book.beside().turned(check.hold));
        }
        boolean otherSide = book.in() != null && book.beside().equals(Hold.NONE);
        return otherSide ? OrderBook.legs(moved, account.id(), Hold.NONE, book.in().hold()) : moved;
    }

    /** The caps on the size of one order, for each leg. */
    CounterpartyRejection sizes() {
        return each((leg, of) -> check.caps(Code.ORDER_SIZE, Measure.ORDER_SIZE, of.name(), 0,
                Exact.multiply(check.order.lots(), Math.abs((long) leg.ratio()))));
    }

    /** The caps on a figure of all sides of an instrument together, for each leg. */
    CounterpartyRejection instruments(Code code, Measure measure, ToLongBiFunction<Account, Long> figure) {
        return each((leg, of) -> capped(code, measure, of, leg.instrument(), figure));
    }

    /** The caps on a figure of one side of an instrument, for each side of each leg. */
    CounterpartyRejection positions(Code code, Measure measure, ToLongBiFunction<Account, Long> figure) {
        return each((leg, of) -> {
            CounterpartyRejection refused = null;
            for (long position : check.account.positionsIn(leg.instrument())) {
                refused = refused == null ? capped(code, measure, of, position, figure) : refused;
            }
            return refused;
        });
    }

    private CounterpartyRejection capped(Code code, Measure measure, Quoted leg, long key,
            ToLongBiFunction<Account, Long> figure) {
        return check.caps(code, measure, leg.name(), figure.applyAsLong(check.account, key),
                figure.applyAsLong(check.accountWithLegs(), key));
    }

    boolean areLimited(Measure measure) {
        return !quoted.isEmpty()
                && quoted.stream().anyMatch(leg -> check.isLimited(measure, leg.terms().underlying()));
    }

    /** The caps on a figure in each underlying of its legs that is not the combo's own. */
    CounterpartyRejection across(Code code, Measure measure) {
        return each((_, leg) -> {
            String underlying = leg.terms().underlying();
            return !isAcross(leg) ? null : check.sums(code, measure, underlying);
        });
    }
}

package io.breakwater.domain.counterparty;

import io.breakwater.domain.Context;
import io.breakwater.domain.Measure;
import io.breakwater.domain.counterparty.CounterpartyRejection.Code;
import io.breakwater.domain.counterparty.CounterpartyRequest.NewOrder;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.market.Quoted;
import io.breakwater.domain.risk.Exposure;
import io.breakwater.domain.risk.OptionLot;
import io.breakwater.domain.risk.Resting;
import io.breakwater.domain.risk.ShortLots;
import io.breakwater.domain.risk.StandardMargin;
import io.breakwater.domain.risk.UsdGreeks;

/**
 * One order on its way through the rules: the state it is judged against and the figures that several rules need,
 * computed once. Mutable, lives for one decision. Amends and quotes are judged as the order they would leave behind,
 * against the holding without the one that they replace.
 */
final class OrderCheck extends RuleAnswers {

    /** What kind of message it is, for the message rate. */
    enum Message {
        SUBMIT,
        MODIFY,
        /** Counts as a submit; its client order id names a group, so it is no duplicate. */
        QUOTE,
        /** A further order of a group; the message has been counted. */
        GROUP_PART,
        /** A further side or quote; the message has been counted. */
        QUOTE_PART
    }

    final NewOrder order;
    final CheckedBook book;
    final Context context;
    final Valuation valuation;
    final Message message;

    /** Lots of this side that would only shrink the position. */
    final long capacityLots;
    /** Lots that add to the position. */
    final long increasingLots;
    /** Where it is of a combo. */
    final LegsCheck legs;
    StandardMargin.Rates rates;
    long notionalUsdMicros;
    /** What it reserves when it passes. */
    Hold hold;
    /** The holding when it has passed, with whatever is reserved beside it. */
    Holding after;
    /** What the counterparty uses when it has passed. */
    Used usedAfter;
    private Used accountAfter;
    /** The counterparty with what it reserves in its legs; null where it has none. */
    private Counterparty withLegs;

    OrderCheck(Counterparty state, Account account, NewOrder order, Quoted quoted, CheckedBook book, Context context,
            Valuation valuation, Message message) {
        super(state, account, quoted, order.clientOrderId());
        this.order = order;
        this.book = book;
        this.context = context;
        this.valuation = valuation;
        this.message = message;
        this.capacityLots = book.base().reduceCapacity(order.side());
        this.increasingLots = Math.max(0, order.lots() - capacityLots);
        this.legs = LegsCheck.of(this);
    }

    /** Exempt from exposure, credit, margin, loss and concentration limits (I-03). */
    boolean isReducing() {
        return increasingLots == 0;
    }

    /** What the account has on the other side of the instrument; nothing where positions net. */
    Holding beside() {
        return account.beside(order.position());
    }

    /** A buy at its limit; a sell at its limit or the mark, whichever is worth more. */
    private long worstTicks() {
        long ticks = order.priceTicks();
        return order.side() == Side.BUY ? ticks : Math.max(ticks, quoted.mark().ticks());
    }

    /** Called once the rules have made sure that every input is known; figures that do not fit show here. */
    void price(StandardMargin.Rates known) {
        rates = known;
        notionalUsdMicros = Exposure.notionalUsdMicros(quoted, order.lots(), worstTicks(), rates.notional(),
                context.view());
        long delta = Exposure.deltaUsdMicros(quoted, notionalUsdMicros, order.side().sign());
        UsdGreeks greeks = UsdGreeks.of(delta, OptionLot.greeks(quoted, context.view()),
                order.side().sign() * order.lots());
        hold = Hold.of(order.side(), HeldSide.of(order.lots(), notionalUsdMicros, greeks, premiumUsdMicros()),
                order.lots() - increasingLots, Makeup.of(ShortLots.of(quoted, context.view()), legs.holds()));
        after = book.reserving(book.base().of(hold.shorts()), hold);
        usedAfter = changed(state.used());
        if (legs != LegsCheck.NONE) {
            withLegs = legs.after(usedAfter);
            usedAfter = withLegs.used();
        }
    }

    private long premiumUsdMicros() {
        boolean pays = order.side() == Side.BUY && quoted.terms().payoff() instanceof Payoff.Option;
        return pays ? Exposure.premiumUsdMicros(quoted, order.lots(), order.priceTicks(), rates.settlement()) : 0;
    }

    private Used changed(Used used) {
        return used.changed(book.before(), after.of(quoted.terms().underlying()), book.orders());
    }

    /** What the account uses when it has passed; only of an account that has limits. */
    private Used accountAfter() {
        if (accountAfter == null) {
            accountAfter = changed(accountWithLegs().used());
        }
        return accountAfter;
    }

    /** The account with what the order reserves in its legs. */
    Account accountWithLegs() {
        return withLegs == null ? account : withLegs.account(account.id());
    }

    /** What the order would change in the arrays of an account in portfolio margin. */
    MarginBook.Change arraysChange() {
        Resting asked = new Resting(order.side().sign() * order.lots(), order.priceTicks());
        Resting old = book.replaces() ? MarginLine.resting(book.out(), order.side()) : null;
        boolean quotes = message == Message.QUOTE || message == Message.QUOTE_PART;
        return new MarginBook.Change(book.out(), book.in(), old == null ? asked : Resting.orReplacedBy(old, asked),
                quotes);
    }

    /** The caps of the counterparty and of the account on one figure that both count alike. */
    CounterpartyRejection caps(Code code, Measure measure, String dimension, long before, long after) {
        CounterpartyRejection refused = counterpartyCap(code, measure, dimension, before, after);
        return refused != null || account.limits().isEmpty() ? refused
                : accountCap(code, measure, dimension, before, after);
    }

    /** The caps on a figure that is summed: over its accounts for the counterparty, and by itself for the account. */
    CounterpartyRejection sums(Code code, Measure measure, String dimension) {
        CounterpartyRejection refused = counterpartyCap(code, measure, dimension, state.used().of(measure, dimension),
                usedAfter.of(measure, dimension));
        return refused != null || account.limits().isEmpty() ? refused
                : accountCap(code, measure, dimension, account.used().of(measure, dimension),
                        accountAfter().of(measure, dimension));
    }

    private CounterpartyRejection counterpartyCap(Code code, Measure measure, String dimension, long before,
            long after) {
        long cap = state.profile().limits().cap(measure, dimension);
        if (cap == Limits.UNLIMITED && !isTraced()) {
            return null;
        }
        warn(state.profile().scope(), state.profile().limits(), measure, dimension, before, after);
        return ownCap(code, measure, cap, before, after);
    }

    private CounterpartyRejection accountCap(Code code, Measure measure, String dimension, long before, long after) {
        long cap = account.limits().cap(measure, dimension);
        if (cap == Limits.UNLIMITED && !isTraced()) {
            return null;
        }
        String scope = accountScope();
        warn(scope, account.limits(), measure, dimension, before, after);
        return cap(code, measure, scope, cap, before, after);
    }

    /** The same of what options take up; nothing to look at where there are none. */
    CounterpartyRejection options(Code code, Measure measure) {
        boolean looks = after.hasOptions() && (isLimited(measure) || isTraced());
        CounterpartyRejection refused = looks ? sums(code, measure, quoted.terms().underlying()) : null;
        return refused == null ? legs.across(code, measure) : refused;
    }

    /** Whether the counterparty or the account has a cap on a measure of this underlying, or of one of its legs. */
    boolean isLimited(Measure measure) {
        return isLimited(measure, quoted.terms().underlying()) || legs.areLimited(measure);
    }

    boolean isLimited(Measure measure, String underlying) {
        return state.profile().limits().cap(measure, underlying) != Limits.UNLIMITED
                || account.limits().cap(measure, underlying) != Limits.UNLIMITED;
    }
}

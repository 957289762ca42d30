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
import io.breakwater.domain.risk.StandardMargin;
import io.breakwater.kernel.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One order on its way through the rules: the state it is judged against and the figures that several rules need,
 * computed once. Mutable, lives for one decision. Amends and quotes are judged as the order they would leave behind,
 * against the holding without the one that they replace.
 */
final class OrderCheck {

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

    final Counterparty state;
    final Account account;
    final NewOrder order;
    final Quoted quoted;
    final CheckedBook book;
    final Context context;
    final Valuation valuation;
    final Message message;

    /** Lots of this side that would only shrink the position. */
    final long capacityLots;
    /** Lots that add to the position. */
    final long increasingLots;
    StandardMargin.Rates rates;
    long notionalUsdMicros;
    /** What it reserves when it passes. */
    Hold hold;
    /** The holding when it has passed, with whatever is reserved beside it. */
    Holding after;
    long grossNotionalAfterUsdMicros;
    Used.Range deltaAfter;
    private Used usedAfter;
    private Used accountAfter;
    private List<RuleVerdict> trail;
    private String rule = "";

    OrderCheck(Counterparty state, Account account, NewOrder order, Quoted quoted, CheckedBook book, Context context,
            Valuation valuation, Message message) {
        this.state = state;
        this.account = account;
        this.order = order;
        this.quoted = quoted;
        this.book = book;
        this.context = context;
        this.valuation = valuation;
        this.message = message;
        this.capacityLots = book.base().reduceCapacity(order.side());
        this.increasingLots = Math.max(0, order.lots() - capacityLots);
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
        hold = Hold.of(order.side(), order.lots(), notionalUsdMicros, delta, order.lots() - increasingLots)
                .of(option(), premiumUsdMicros());
        after = book.base().marked(hold.option()).holding(book.reserved(hold));
        grossNotionalAfterUsdMicros = book.usedBase().grossAfter(book.base(), after);
        deltaAfter = book.usedBase().deltaAfter(quoted.terms().underlying(), book.base(), after);
        if (after.option().isPresent()) {
            // Figures that do not fit must show here; the whole of what is used is only made where a rule looks at it.
            book.usedBase().premiumAfter(book.base(), after);
            book.usedBase().optionsOf(book.base(), after.of(quoted.terms().underlying()));
        }
    }

    /** What only reduces leaves the greeks that the position was let in with. */
    private Optional<OptionLot> option() {
        return isReducing() ? Optional.empty() : OptionLot.of(quoted, context.view());
    }

    private long premiumUsdMicros() {
        boolean pays = order.side() == Side.BUY && quoted.terms().payoff() instanceof Payoff.Option;
        return pays ? Exposure.premiumUsdMicros(quoted, order.lots(), order.priceTicks(), rates.settlement()) : 0;
    }

    /** What the counterparty uses when it has passed. */
    Used usedAfter() {
        if (usedAfter == null) {
            String underlying = quoted.terms().underlying();
            usedAfter = book.usedBase().changed(book.base().of(underlying), after.of(underlying), 1);
        }
        return usedAfter;
    }

    /** What the account uses when it has passed; only of an account that has limits. */
    private Used accountAfter() {
        if (accountAfter == null) {
            String underlying = quoted.terms().underlying();
            int orders = (int) (book.usedBase().workingOrders() + 1 - book.usedBefore().workingOrders());
            accountAfter = account.used().changed(book.before().of(underlying), after.of(underlying), orders);
        }
        return accountAfter;
    }

    /** What the order would change in the arrays of an account in portfolio margin. */
    MarginBook.Change arraysChange() {
        Resting asked = new Resting(order.side().sign() * order.lots(), order.priceTicks());
        Resting old = book.replaces() ? MarginLine.resting(book.out(), order.side()) : null;
        boolean quotes = message == Message.QUOTE || message == Message.QUOTE_PART;
        return new MarginBook.Change(book.out(), book.in(), old == null ? asked : Resting.orReplacedBy(old, asked),
                quotes);
    }

    // What follows is how rules answer.

    void trailInto(List<RuleVerdict> lines) {
        trail = lines;
    }

    void enter(String name) {
        rule = name;
    }

    boolean isTraced() {
        return trail != null;
    }

    /**
     * Refuses when the figure would be past the cap and more than it was: what shrinks is never refused for still being
     * past a cap that facts or a lowering took it over.
     */
    CounterpartyRejection cap(Code code, Measure measure, String scope, long cap, long before, long after) {
        boolean passed = after <= cap || after <= before;
        note(scope, cap, before, after, measure.unit(), passed);
        return passed ? null
                : CounterpartyRejection.exceeds(code, scope, measure, cap, before, after, quoted.name());
    }

    /** The same for what was granted of a cap above; the refusal names the measure, by which more is asked for. */
    CounterpartyRejection granted(Allowance allowance, long before, long after) {
        Measure measure = allowance.measure();
        long cap = allowance.capNow();
        boolean passed = after <= cap || after <= before;
        note(allowance.scope(), cap, before, after, measure.unit(), passed);
        return passed ? null : CounterpartyRejection.exceeds(Code.ALLOWANCE, allowance.scope(), measure, cap, before,
                after, measure.name());
    }

    /** The same for a cap of the counterparty itself; its name is only made where it is told. */
    CounterpartyRejection ownCap(Code code, Measure measure, long cap, long before, long after) {
        boolean silent = trail == null && (after <= cap || after <= before);
        return silent ? null : cap(code, measure, state.profile().scope(), cap, before, after);
    }

    /** The caps of the counterparty and of the account on one figure that both count alike. */
    CounterpartyRejection caps(Code code, Measure measure, String dimension, long before, long after) {
        CounterpartyRejection refused = counterpartyCap(code, measure, dimension, before, after);
        return refused != null || account.limits().isEmpty() ? refused
                : accountCap(code, measure, dimension, before, after);
    }

    /**
     * The caps on a figure that is summed: over its accounts for the counterparty, and by itself for the account.
     *
     * @param before of the counterparty
     * @param after of the counterparty
     */
    CounterpartyRejection sums(Code code, Measure measure, String dimension, long before, long after) {
        CounterpartyRejection refused = counterpartyCap(code, measure, dimension, before, after);
        return refused != null || account.limits().isEmpty() ? refused
                : accountCap(code, measure, dimension, account.used().of(measure, dimension),
                        accountAfter().of(measure, dimension));
    }

    private CounterpartyRejection counterpartyCap(Code code, Measure measure, String dimension, long before,
            long after) {
        long cap = state.profile().limits().cap(measure, dimension);
        return cap == Limits.UNLIMITED && trail == null ? null : ownCap(code, measure, cap, before, after);
    }

    private CounterpartyRejection accountCap(Code code, Measure measure, String dimension, long before, long after) {
        long cap = account.limits().cap(measure, dimension);
        return cap == Limits.UNLIMITED && trail == null ? null
                : cap(code, measure, accountScope(), cap, before, after);
    }

    /** The same of what options take up; nothing to look at where there are none. */
    CounterpartyRejection options(Code code, Measure measure) {
        if (after.option().isEmpty() || !isLimited(measure) && trail == null) {
            return null;
        }
        String underlying = quoted.terms().underlying();
        return sums(code, measure, underlying, book.usedBefore().of(measure, underlying),
                usedAfter().of(measure, underlying));
    }

    /** Whether the counterparty or the account has a cap on a measure of this underlying. */
    boolean isLimited(Measure measure) {
        String underlying = quoted.terms().underlying();
        return state.profile().limits().cap(measure, underlying) != Limits.UNLIMITED
                || account.limits().cap(measure, underlying) != Limits.UNLIMITED;
    }

    CounterpartyRejection refuse(Code code) {
        return refuse(code, 0, 0, 0, Unit.NONE);
    }

    CounterpartyRejection refuse(Code code, long limit, long current, long requested, Unit unit) {
        note("", limit, current, requested, unit, false);
        String subject = quoted == null ? order.clientOrderId() : quoted.name();
        return new CounterpartyRejection(code, state.profile().scope(), limit, current, requested, unit, subject);
    }

    /** A rule that has no figures said yes. */
    void passed() {
        note("", 0, 0, 0, Unit.NONE, true);
    }

    private void note(String scope, long cap, long used, long requested, Unit unit, boolean passed) {
        if (trail != null) {
            String subject = quoted == null ? order.clientOrderId() : quoted.name();
            trail.add(new RuleVerdict(rule, scope, cap, used, requested, unit, passed, subject));
        }
    }

    /** A part of the figure that a rule judges; told where somebody asks for an explanation. */
    void component(String name, long before, long after, Unit unit) {
        if (trail != null) {
            trail.add(new RuleVerdict(rule + "." + name, "", Limits.UNLIMITED, before, after, unit, true,
                    quoted.name()));
        }
    }

    String accountScope() {
        return state.profile().scope() + "/accounts/" + account.id();
    }

    static List<RuleVerdict> newTrail() {
        return new ArrayList<>();
    }
}

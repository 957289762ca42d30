package io.breakwater.domain.counterparty;

import io.breakwater.domain.Context;
import io.breakwater.domain.Measure;
import io.breakwater.domain.counterparty.CounterpartyRejection.Code;

/** Whether a counterparty has sent more this second than its message rate allows. */
final class Throttle {

    private Throttle() {}

    static boolean isPast(Counterparty state, CounterpartyRequest request, Context context) {
        long second = Rates.secondOf(context.nowMicros());
        boolean modifies = isModify(request);
        long used = modifies ? state.rates().modifiesIn(second) : state.rates().submitsIn(second);
        return used >= cap(state, modifies ? Measure.MODIFY_RATE : Measure.SUBMIT_RATE, context);
    }

    /**
     * A cancel of what is being cancelled already, or of nothing, or a limit that tightens nothing, past the rate of
     * these; null where it is neither. Cancels that change something and limits that tighten have no rate.
     */
    static CounterpartyRejection ofIdle(Counterparty state, CounterpartyEvent event, Context context) {
        boolean isCancel = isIdleCancel(state, event);
        if (!isCancel && !isIdleLimit(state, event)) {
            return null;
        }
        long used = state.rates().idleIn(Rates.secondOf(context.nowMicros()));
        long cap = cap(state, Measure.MODIFY_RATE, context);
        return used < cap ? null : CounterpartyRejection.exceeds(isCancel ? Code.CANCEL_RATE : Code.MODIFY_RATE,
                state.profile().scope(), Measure.MODIFY_RATE, cap, used, used + 1, "");
    }

    /** True of a limit that is set where it is, or wider. */
    static boolean isIdleLimit(Counterparty state, CounterpartyEvent event) {
        if (!(event instanceof CounterpartyEvent.LimitSet(CounterpartyRequest.SetLimit set))) {
            return false;
        }
        Account account = set.account().isEmpty() ? null : state.account(set.account());
        return !(account == null ? state.profile().limits() : account.limits()).isTightenedBy(set.limit());
    }

    /** True of one that leaves every order as it is; withdrawing quotes is a cancel too. */
    static boolean isIdleCancel(Counterparty state, CounterpartyEvent event) {
        return switch (event) {
            case CounterpartyEvent.OrderCancelled e ->
                    !e.inForce() && OrderBook.isBeingCancelled(state.order(e.command().clientOrderId()));
            case CounterpartyEvent.MassCancelled e -> OrderBook.named(state, e.command()).stream()
                    .allMatch(OrderBook::isBeingCancelled);
            case CounterpartyEvent.QuotesReplaced e -> e.command().quotes().stream()
                    .allMatch(quote -> withdrawsNothing(state, e.command().group(), quote));
            default -> false;
        };
    }

    private static boolean withdrawsNothing(Counterparty state, String group, CounterpartyRequest.Quote quote) {
        if (quote.bidLots() != 0 || quote.askLots() != 0) {
            return false;
        }
        WorkingOrder order = state.order(WorkingOrder.quoteId(group, quote.instrument()));
        return order == null || OrderBook.isBeingCancelled(order);
    }

    static boolean isModify(CounterpartyCommand command) {
        return command instanceof CounterpartyRequest.Amend || command instanceof CounterpartyRequest.Replace;
    }

    /** The set limit, else the policy's. */
    static long cap(Counterparty state, Measure measure, Context context) {
        long set = state.profile().limits().cap(measure);
        if (set != Limits.UNLIMITED) {
            return set;
        }
        return measure == Measure.MODIFY_RATE
                ? context.view().policy().modifiesPerSecond()
                : context.view().policy().submitsPerSecond();
    }
}

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
     * A cancel of what is being cancelled already, or of nothing, past its rate; null where it is none. Cancels that
     * change something have no rate.
     */
    static CounterpartyRejection ofCancels(Counterparty state, CounterpartyEvent event, Context context) {
        if (!isIdleCancel(state, event)) {
            return null;
        }
        long used = state.rates().cancelsIn(Rates.secondOf(context.nowMicros()));
        long cap = cap(state, Measure.MODIFY_RATE, context);
        return used < cap ? null : CounterpartyRejection.exceeds(Code.CANCEL_RATE, state.profile().scope(),
                Measure.MODIFY_RATE, cap, used, used + 1, "");
    }

    /** True of one that leaves every order as it is; withdrawing quotes is a cancel too. */
    static boolean isIdleCancel(Counterparty state, CounterpartyEvent event) {
        return switch (event) {
            case CounterpartyEvent.OrderCancelled e ->
                    !e.inForce() && OrderBook.isBeingCancelled(state, state.order(e.command().clientOrderId()));
            case CounterpartyEvent.MassCancelled e -> OrderBook.named(state, e.command()).stream()
                    .allMatch(order -> OrderBook.isBeingCancelled(state, order));
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
        return order == null || OrderBook.isBeingCancelled(state, order);
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

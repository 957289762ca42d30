package io.breakwater.domain.counterparty;

import io.breakwater.domain.Context;
import io.breakwater.domain.Measure;

/** Whether a counterparty has sent more this second than its message rate allows. */
final class Throttle {

    private Throttle() {}

    static boolean isPast(Counterparty state, CounterpartyRequest request, Context context) {
        long second = Rates.secondOf(context.nowMicros());
        boolean modifies = isModify(request);
        long used = modifies ? state.rates().modifiesIn(second) : state.rates().submitsIn(second);
        return used >= cap(state, modifies ? Measure.MODIFY_RATE : Measure.SUBMIT_RATE, context);
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

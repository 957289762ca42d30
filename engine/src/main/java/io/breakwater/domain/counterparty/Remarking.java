package io.breakwater.domain.counterparty;

import io.breakwater.domain.Context;
import io.breakwater.domain.Measure;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Outcome;

/** Passive breaches: the market moved, and a re-marked figure went past its cap or came back. One event at a time. */
final class Remarking {

    private final Counterparty state;
    private final Valuation valuation;
    private final Context context;

    Remarking(Counterparty state, Valuation valuation, Context context) {
        this.state = state;
        this.valuation = valuation;
        this.context = context;
    }

    Decision<CounterpartyEvent> decide(CounterpartyFact.Remarked fact) {
        if (!valuation.isOf(context.view())) {
            return nothing();
        }
        CounterpartyEvent breach = valuation.isComplete() ? breach(fact) : null;
        CounterpartyEvent event = breach == null ? new Warnings(state, valuation, context).next(fact) : breach;
        return event == null ? nothing() : new Decision.Taken<>(event);
    }

    /** Of what holds back; null when nothing changed. */
    private CounterpartyEvent breach(CounterpartyFact.Remarked fact) {
        String pool = weakest();
        CounterpartyEvent margin = compared(fact, Measure.INITIAL_MARGIN, valuation.pools().get(pool).available(),
                valuation.initialUsdMicros(pool, context.view()));
        if (margin != null) {
            return margin;
        }
        long lost = Exact.subtract(state.money().netFlowsUsdMicros(context.view()), valuation.equityUsdMicros());
        return compared(fact, Measure.LOSS, state.profile().limits().cap(Measure.LOSS), lost);
    }

    /** The pool that has least left over its margin: the others cannot help it. */
    private String weakest() {
        String weakest = Pool.SHARED;
        long least = Long.MAX_VALUE;
        for (int i = 0; i < valuation.pools().size(); i++) {
            String pool = valuation.pools().keyAt(i);
            long margin = valuation.initialUsdMicros(pool, context.view());
            long left = Exact.subtract(Math.max(valuation.pools().valueAt(i).available(), -Long.MAX_VALUE / 2),
                    Math.min(margin, Long.MAX_VALUE / 2));
            if (left < least) {
                least = left;
                weakest = pool;
            }
        }
        return weakest;
    }

    /** Null when nothing changed. */
    private CounterpartyEvent compared(CounterpartyFact.Remarked fact, Measure measure, long cap, long used) {
        boolean open = state.standing().breaches().containsKey(measure);
        boolean past = used > cap;
        if (open == past) {
            return null;
        }
        return past
                ? new CounterpartyEvent.BreachOpened(fact, measure, cap, used)
                : new CounterpartyEvent.BreachClosed(fact, measure, cap, used);
    }

    private static Decision<CounterpartyEvent> nothing() {
        return new Decision.Answered<>(Outcome.accepted());
    }
}

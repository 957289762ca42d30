package io.breakwater.domain.counterparty;

import io.breakwater.domain.Context;
import io.breakwater.domain.Limit;
import io.breakwater.domain.Measure;
import io.breakwater.domain.market.Quoted;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Overflow;
import java.util.function.ToLongFunction;

/**
 * Caps that only warn, held against what is used whenever a counterparty is looked at anew: one that is exceeded opens
 * and closes with an event and restricts nothing. Figures of one order or one second are gone by then.
 */
final class Warnings {

    private static final long UNKNOWN = Long.MIN_VALUE;

    private final Counterparty state;
    private final Valuation valuation;
    private final Context context;

    Warnings(Counterparty state, Valuation valuation, Context context) {
        this.state = state;
        this.valuation = valuation;
        this.context = context;
    }

    /** The first that has opened or closed; null for none. */
    CounterpartyEvent next(CounterpartyFact.Remarked fact) {
        CounterpartyEvent event = ended(fact);
        event = event == null ? opened(fact, "", state.profile().limits()) : event;
        for (int i = 0; event == null && i < state.accounts().size(); i++) {
            event = opened(fact, state.accounts().keyAt(i), state.accounts().valueAt(i).limits());
        }
        return event;
    }

    private CounterpartyEvent opened(CounterpartyFact.Remarked fact, String account, Limits limits) {
        for (int i = 0; i < limits.set().size(); i++) {
            Limit limit = limits.set().valueAt(i);
            boolean mayOpen = !limit.hard() && !state.standing().warnings().containsKey(Warning.key(account, limit));
            long used = mayOpen ? used(account, limit) : UNKNOWN;
            if (used > limit.cap()) {
                return new CounterpartyEvent.WarningOpened(fact,
                        new Warning(account, limit.measure(), limit.dimension(), limit.cap(), used));
            }
        }
        return null;
    }

    /** Of one that is exceeded no more, or warns no more. What cannot be told stays as it is. */
    private CounterpartyEvent ended(CounterpartyFact.Remarked fact) {
        for (int i = 0; i < state.standing().warnings().size(); i++) {
            Warning open = state.standing().warnings().valueAt(i);
            Limit limit = limit(open);
            boolean warns = limit != null && !limit.hard();
            long used = warns ? used(open.account(), limit) : UNKNOWN;
            if (!warns || used != UNKNOWN && used <= limit.cap()) {
                return new CounterpartyEvent.WarningClosed(fact, new Warning(open.account(), open.measure(),
                        open.dimension(), warns ? limit.cap() : open.cap(), Math.max(0, used)));
            }
        }
        return null;
    }

    private Limit limit(Warning open) {
        Limits limits = open.account().isEmpty() ? state.profile().limits() : state.account(open.account()).limits();
        return limits.set().get(Limits.name(open.measure(), open.dimension()));
    }

    private long used(String account, Limit limit) {
        try {
            return account.isEmpty() ? ofAll(limit) : of(state.account(account), limit);
        } catch (Overflow _) {
            return UNKNOWN;
        }
    }

    private long ofAll(Limit limit) {
        return switch (limit.measure()) {
            case INITIAL_MARGIN -> valuation.isComplete() ? valuation.initialMarginUsdMicros(context.view()) : UNKNOWN;
            case LOSS -> valuation.isComplete() ? Exact.subtract(state.money().netFlowsUsdMicros(context.view()),
                    valuation.equityUsdMicros()) : UNKNOWN;
            case GROSS_POSITION, NET_POSITION, CONCENTRATION -> {
                long most = UNKNOWN;
                for (int i = 0; i < state.accounts().size(); i++) {
                    most = Math.max(most, of(state.accounts().valueAt(i), limit));
                }
                yield most;
            }
            default -> summed(state.used(), limit);
        };
    }

    private long of(Account account, Limit limit) {
        return switch (limit.measure()) {
            case GROSS_POSITION -> most(account, limit, Holding::grossLots, true);
            case NET_POSITION -> most(account, limit, Holding::worstNetLots, false);
            case CONCENTRATION -> most(account, limit, Holding::concentratedUsdMicros, true);
            default -> summed(account.used(), limit);
        };
    }

    /** The largest figure of an instrument. @param together of both sides of positions */
    private long most(Account account, Limit limit, ToLongFunction<Holding> figure, boolean together) {
        Quoted named = limit.dimension().isEmpty() ? null : context.view().named(limit.dimension());
        if (named == null && !limit.dimension().isEmpty()) {
            return UNKNOWN;
        }
        long[] most = {0};
        account.holdings().forEach((position, holding) -> {
            if (named == null || named.id() == PositionKey.instrument(position)) {
                long beside = together ? figure.applyAsLong(account.beside(position)) : 0;
                most[0] = Math.max(most[0], Exact.add(figure.applyAsLong(holding), beside));
            }
        });
        return most[0];
    }

    /** Of measures that are summed; of those counted by underlying the worst where none is named. */
    private static long summed(Used used, Limit limit) {
        Measure measure = limit.measure();
        if (!measure.isGranted()) {
            return UNKNOWN;
        }
        if (!limit.dimension().isEmpty()) {
            return used.of(measure, limit.dimension());
        }
        return switch (measure) {
            case DELTA, GAMMA, VEGA, SHORT_OPTIONS -> worst(used, measure);
            default -> used.of(measure, "");
        };
    }

    private static long worst(Used used, Measure measure) {
        long most = 0;
        for (int i = 0; i < used.underlyings().size(); i++) {
            most = Math.max(most, used.of(measure, used.underlyings().keyAt(i)));
        }
        return most;
    }
}

package io.breakwater.domain.span;

import io.breakwater.domain.escrow.Row;
import io.breakwater.domain.span.SpanRejection.Code;
import io.breakwater.kernel.Unit;
import java.util.function.Function;

/**
 * The rules that a request to a limit over data centers meets, in this order; the first refusal is the answer. Each
 * looks at the requests that it is about and passes all others.
 */
enum SpanRules {
    NAME(c -> SpanId.isValid(c.state().name()) ? null : c.refuse(Code.BAD_NAME, "span")),
    /** Versions only go up, and what a data center may have created never falls. */
    TERMS(SpanRules::terms),
    /** Only a member uses it; who has left hears what is agreed and ends what it holds. */
    KNOWN(SpanRules::known),
    POSITIVE(SpanRules::positive),
    /** Nothing uses more under a restriction, whoever placed it; what ends a hold always passes. */
    UNRESTRICTED(SpanRules::unrestricted),
    HOLDS(SpanRules::holds),
    /** Enough is here, as far as this data center's own log says. */
    RIGHTS(SpanRules::rights),
    /** The watcher has seen enough of what was used. */
    WINDOW(SpanRules::window),
    HOLD(SpanRules::hold),
    /** Rights are taken only from one that is fenced, and only by its watcher, and not while that is in doubt. */
    RECLAIM(SpanRules::reclaim),
    LIFTED(SpanRules::lifted),
    /** Only what is in doubt is reconciled. */
    DOUBT(SpanRules::doubt),
    TEXT(SpanRules::text);

    static final int MAX_TEXT = 256;

    private static final SpanRules[] ORDER = values();

    private final Function<Case, SpanRejection> check;

    SpanRules(Function<Case, SpanRejection> check) {
        this.check = check;
    }

    /** What a rule looks at. @param here this data center */
    record Case(Span state, SpanRequest request, int here) {

        SpanRejection refuse(Code code, String subject) {
            return SpanRejection.of(code, state.name(), subject);
        }

        SpanRejection refuse(Code code, long limit, long current, long requested) {
            return new SpanRejection(code, state.name(), limit, current, requested, Unit.NONE, "");
        }
    }

    /** The first refusal; null when every rule passes. */
    static SpanRejection first(Case c) {
        for (SpanRules rule : ORDER) {
            SpanRejection refusal = rule.check.apply(c);
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    private static SpanRejection terms(Case c) {
        if (!(c.request() instanceof SpanRequest.SetTerms(SpanTerms terms))) {
            return null;
        }
        long known = c.state().terms().version();
        return terms.version() > known ? null : c.refuse(Code.OLD_TERMS, known, known, terms.version());
    }

    private static SpanRejection known(Case c) {
        boolean passed = switch (c.request()) {
            case SpanRequest.SetTerms(SpanTerms asked) -> c.state().exists() || asked.isMember(c.here());
            case SpanRequest.Reserve _, SpanRequest.Restrict _ -> c.state().terms().isMember(c.here());
            case SpanRequest.Release _, SpanRequest.Reclaim _, SpanRequest.Lift _, SpanRequest.Reconcile _ ->
                    c.state().exists();
        };
        return passed ? null : c.refuse(Code.UNKNOWN_LIMIT, c.state().name());
    }

    private static SpanRejection positive(Case c) {
        boolean passed = !(c.request() instanceof SpanRequest.Reserve reserve) || reserve.amount() > 0;
        return passed ? null : c.refuse(Code.NOT_POSITIVE, "amount");
    }

    private static SpanRejection unrestricted(Case c) {
        boolean uses = c.request() instanceof SpanRequest.Reserve;
        return uses && c.state().isRestricted() ? c.refuse(Code.RESTRICTED, c.state().name()) : null;
    }

    private static SpanRejection holds(Case c) {
        boolean full = c.request() instanceof SpanRequest.Reserve && c.state().holds().size() >= Span.MAX_HOLDS;
        return full ? c.refuse(Code.TOO_MANY, Span.MAX_HOLDS, Span.MAX_HOLDS, Span.MAX_HOLDS + 1L) : null;
    }

    private static SpanRejection rights(Case c) {
        Span state = c.state();
        boolean passed = !(c.request() instanceof SpanRequest.Reserve reserve) || reserve.amount() <= state.local();
        return passed ? null : c.refuse(Code.RIGHTS, state.local(), state.own().used(), amount(c));
    }

    private static SpanRejection window(Case c) {
        Span state = c.state();
        boolean passed = !(c.request() instanceof SpanRequest.Reserve reserve) || reserve.amount() <= state.room();
        return passed ? null : c.refuse(Code.WINDOW, state.room(), state.own().used(), amount(c));
    }

    private static long amount(Case c) {
        return ((SpanRequest.Reserve) c.request()).amount();
    }

    private static SpanRejection hold(Case c) {
        boolean unknown = c.request() instanceof SpanRequest.Release(int _, long hold)
                && !c.state().holds().containsKey(hold);
        return unknown ? c.refuse(Code.UNKNOWN_HOLD, "") : null;
    }

    private static SpanRejection reclaim(Case c) {
        if (!(c.request() instanceof SpanRequest.Reclaim(int from))) {
            return null;
        }
        SpanTerms terms = c.state().terms();
        Row row = c.state().matrix().row(from);
        if (!terms.windowed() || terms.fenced().getOrDefault(from, Row.NOBODY) != c.here()) {
            return c.refuse(Code.NOT_FENCED, Integer.toString(from));
        }
        if (c.state().inDoubt()) {
            return c.refuse(Code.IN_DOUBT, c.state().name());
        }
        return terms.isWatchedBy(c.here(), row) ? null : c.refuse(Code.NOT_WATCHED, Integer.toString(from));
    }

    private static SpanRejection lifted(Case c) {
        boolean unknown = c.request() instanceof SpanRequest.Lift lift
                && lift.restriction() > c.state().matrix().row(lift.dataCenter()).placed();
        return unknown ? c.refuse(Code.UNKNOWN_RESTRICTION, "") : null;
    }

    private static SpanRejection doubt(Case c) {
        boolean sure = c.request() instanceof SpanRequest.Reconcile && !c.state().inDoubt();
        return sure ? c.refuse(Code.NOT_IN_DOUBT, c.state().name()) : null;
    }

    private static SpanRejection text(Case c) {
        int length = switch (c.request()) {
            case SpanRequest.Restrict(String reason) -> reason.length();
            case SpanRequest.Lift lift -> lift.by().length();
            case SpanRequest.Reconcile(String by) -> by.length();
            case SpanRequest.SetTerms _, SpanRequest.Reserve _, SpanRequest.Release _, SpanRequest.Reclaim _ -> 0;
        };
        return length <= MAX_TEXT ? null : c.refuse(Code.TEXT_TOO_LONG, MAX_TEXT, length, length);
    }
}

package io.breakwater.domain.counterparty;

import io.breakwater.domain.Limit;
import io.breakwater.domain.Measure;
import io.breakwater.domain.counterparty.CounterpartyRejection.Code;
import io.breakwater.domain.counterparty.RuleVerdict.Result;
import io.breakwater.domain.market.Quoted;
import io.breakwater.kernel.Overflow;
import io.breakwater.kernel.Unit;
import java.util.List;
import java.util.function.Supplier;

/**
 * How rules answer: a refusal with its figures, or nothing; and where somebody asks for an explanation, what each of
 * them looked at. It has no figures of its own: those are {@link OrderCheck}'s.
 */
abstract class RuleAnswers {

    final Counterparty state;
    final Account account;
    final Quoted quoted;
    private final String clientOrderId;
    private List<RuleVerdict> trail;
    private String rule = "";
    /** What a rule looks at: the instrument of the order, or one of its legs. */
    private Quoted subject;

    /** @param quoted null where the instrument is not shown */
    RuleAnswers(Counterparty state, Account account, Quoted quoted, String clientOrderId) {
        this.state = state;
        this.account = account;
        this.quoted = quoted;
        this.clientOrderId = clientOrderId;
        this.subject = quoted;
    }

    /** An answer about a leg, not about the order's own instrument. */
    CounterpartyRejection about(Quoted leg, Supplier<CounterpartyRejection> answer) {
        subject = leg;
        CounterpartyRejection refused = answer.get();
        subject = quoted;
        return refused;
    }

    private String subject() {
        return subject == null ? clientOrderId : subject.name();
    }

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
        note(scope, cap, before, after, measure.unit(), result(passed));
        return passed ? null
                : CounterpartyRejection.exceeds(code, scope, measure, cap, before, after, subject());
    }

    /** The same for what was granted of a cap above; the refusal names the measure, by which more is asked for. */
    CounterpartyRejection granted(Allowance allowance, long before, long after) {
        Measure measure = allowance.measure();
        long cap = allowance.capNow();
        boolean passed = after <= cap || after <= before;
        if (trail != null) {
            trail.add(new RuleVerdict(rule, allowance.scope(), cap, before, after, measure.unit(), result(passed),
                    measure.name()));
        }
        return passed ? null : CounterpartyRejection.exceeds(Code.ALLOWANCE, allowance.scope(), measure, cap, before,
                after, measure.name());
    }

    /** The same for a cap of the counterparty itself; its name is only made where it is told. */
    CounterpartyRejection ownCap(Code code, Measure measure, long cap, long before, long after) {
        boolean silent = trail == null && (after <= cap || after <= before);
        return silent ? null : cap(code, measure, state.profile().scope(), cap, before, after);
    }

    CounterpartyRejection refuse(Code code) {
        return refuse(code, 0, 0, 0, Unit.NONE);
    }

    CounterpartyRejection refuse(Code code, long limit, long current, long requested, Unit unit) {
        note("", limit, current, requested, unit, Result.REFUSED);
        return new CounterpartyRejection(code, state.profile().scope(), limit, current, requested, unit, subject());
    }

    /** Refuses where the figure did not pass; an explanation tells it either way. */
    CounterpartyRejection judged(boolean passed, Code code, long limit, long current, long requested, Unit unit) {
        if (!passed) {
            return refuse(code, limit, current, requested, unit);
        }
        note("", limit, current, requested, unit, Result.PASSED);
        return null;
    }

    /** A rule that has no figures said yes. */
    void passed() {
        note("", 0, 0, 0, Unit.NONE, Result.PASSED);
    }

    /** A rule that does not hold for the request: an explanation tells what it would have said. */
    void exempt(Supplier<CounterpartyRejection> check) {
        int from = trail.size();
        try {
            check.get();
        } catch (Overflow _) {
            subject = quoted;
            note("", 0, 0, 0, Unit.NONE, Result.EXEMPT);
        }
        trail.subList(from, trail.size()).replaceAll(RuleVerdict::exempted);
    }

    /** Caps on a figure that only warn, which an explanation tells where they are exceeded. */
    void warn(String scope, Limits limits, Measure measure, String dimension, long before, long after) {
        if (trail == null) {
            return;
        }
        for (String of : dimension.isEmpty() ? List.of("") : List.of("", dimension)) {
            Limit limit = limits.set().get(Limits.name(measure, of));
            if (limit != null && !limit.hard() && after > limit.cap()) {
                note(scope, limit.cap(), before, after, measure.unit(), Result.WARNED);
            }
        }
    }

    private static Result result(boolean passed) {
        return passed ? Result.PASSED : Result.REFUSED;
    }

    private void note(String scope, long cap, long used, long requested, Unit unit, Result result) {
        if (trail != null) {
            trail.add(new RuleVerdict(rule, scope, cap, used, requested, unit, result, subject()));
        }
    }

    /** A part of the figure that a rule judges; told where somebody asks for an explanation. */
    void component(String name, long before, long after, Unit unit) {
        if (trail != null) {
            trail.add(new RuleVerdict(rule + "." + name, "", Limits.UNLIMITED, before, after, unit,
                    Result.PASSED, quoted.name()));
        }
    }

    String accountScope() {
        return state.profile().scope() + "/accounts/" + account.id();
    }
}

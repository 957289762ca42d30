package io.breakwater.domain.counterparty;

import io.breakwater.kernel.Unit;

/**
 * One line of an explanation: what a rule looked at and what it said.
 *
 * @param rule name of the rule
 * @param scope whose cap it was; empty where the rule has none
 * @param used before the request
 * @param requested what it would have become
 */
public record RuleVerdict(
        String rule, String scope, long cap, long used, long requested, Unit unit, Result result, String subject) {

    /** What a rule said. */
    public enum Result {
        PASSED,
        REFUSED,
        /** It would have refused what does not reduce. */
        EXEMPT,
        /** Past a cap that only warns. */
        WARNED
    }

    /** Whether the request went on to the next rule. */
    public boolean passed() {
        return result != Result.REFUSED;
    }

    /** Whether it is about what was granted of a cap above; the subject is the cap's measure then. */
    public boolean isOfAllowance() {
        return rule.equals(CounterpartyRules.ALLOWANCE.name()) && !scope.isEmpty();
    }

    /** The same where there is no cap. */
    public RuleVerdict withoutCap() {
        return new RuleVerdict(rule, scope, Limits.UNLIMITED, used, requested, unit, result, subject);
    }

    /** The same of a rule that does not hold for the request. */
    RuleVerdict exempted() {
        return passed() ? this : new RuleVerdict(rule, scope, cap, used, requested, unit, Result.EXEMPT, subject);
    }
}

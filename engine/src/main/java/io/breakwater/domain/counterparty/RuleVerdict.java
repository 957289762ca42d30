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
        String rule, String scope, long cap, long used, long requested, Unit unit, boolean passed, String subject) {}

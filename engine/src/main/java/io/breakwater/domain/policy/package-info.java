/**
 * The parameters of the rules, as one immutable version.
 *
 * <p>Not here: limits, which sit on scopes; who may change a policy.
 *
 * <p>Invariants it carries: a decision names the view, and the view holds the policy it was taken with, so that it can
 * be re-taken (I-06).
 */
package io.breakwater.domain.policy;

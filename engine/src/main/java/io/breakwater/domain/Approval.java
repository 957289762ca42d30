package io.breakwater.domain;

/**
 * A person's consent to one exact change. Who it was is what the caller says: the engine knows nobody's signature.
 *
 * @param approver 1…64 characters; who differs in case only is the same
 * @param atMicros when it was given, epoch micros
 * @param changeHash what was consented to, as {@link Lift#changeHash} names it: 64 hex digits
 */
public record Approval(String approver, long atMicros, String changeHash) {}

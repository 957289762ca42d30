/**
 * What the services share at the edge: reading fields and names, faults and their statuses, callers, deadlines,
 * bounds and the server itself.
 *
 * <p>Not here: rules, state, and anything about one resource. Invariants it carries: what cannot be read is refused
 * with its own reason (I-02); calls, messages, lists and pages are bounded (I-10).
 */
package io.breakwater.gateway.edge;

/**
 * The hot path of the edge: requests of many decisions, unary and streamed, read into commands of counterparties and
 * handed to their lanes.
 *
 * <p>Not here: rules and state. Invariants it carries: every item has an outcome, UNKNOWN included; one that cannot
 * be read is answered alone and recorded nowhere (I-02); a stream has a bounded number of packs in work (I-10).
 */
package io.breakwater.gateway.decision;

/**
 * Drop copies over FIX 4.4: what a venue or broker says was traded, as the domain's facts. A message counts as taken in
 * only once what it says is durable, so the number that is asked for after a restart is that of the first that is not.
 * What cannot be read, or names an account or symbol that nobody knows, is held durably and tried again: nothing is
 * dropped. Not here: what a fact does, and how it is known again; that is the counterparty's own rule. Quarantine and
 * what is under way are bounded (I-10).
 */
package io.breakwater.feed.fix;

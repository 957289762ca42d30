/**
 * What the market says, whoever says it: one form of observation for live venues, files and streams, and the gate that
 * keeps bad input out (counted by kind, dropped or quarantined, never a crash, never a mark). Not here: what a mark is,
 * and what a decision makes of one. Everything is bounded (I-10); what cannot be read is not guessed at (I-02).
 */
package io.breakwater.feed;

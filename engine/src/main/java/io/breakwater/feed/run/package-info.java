/**
 * Feeds at work: what the configuration names is opened, one actor a feed, on one node of the data center at a time.
 * What comes in is conflated by instrument, made into marks, ours beside the venue's, and handed to the instruments'
 * lanes. Not here: whether a mark is believed, that is the instrument's own rule.
 */
package io.breakwater.feed.run;

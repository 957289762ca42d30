/**
 * Feeds at the edge: how they are, and observations that others bring. Not here: what is believed of them, that is the
 * gate's; what becomes of them, that is the running feed's.
 */
package io.breakwater.gateway.feed;

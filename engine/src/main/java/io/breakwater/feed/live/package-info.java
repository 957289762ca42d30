/**
 * Live venues over WebSocket. What all of them share is here: the line that is opened again when it breaks or goes
 * silent, books that are whole or asked for again, numbers read as they were written. A venue's own package has its
 * subscriptions, its parser and its rule of sequence, nothing else. All time comes through {@link Timers}.
 */
package io.breakwater.feed.live;

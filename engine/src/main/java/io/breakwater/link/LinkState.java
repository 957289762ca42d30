package io.breakwater.link;

/** How one direction of a link is. */
public enum LinkState {
    /** Nothing was heard yet, for less than the silence that makes a cut. */
    CONNECTING,
    /** Heard of lately. */
    CONNECTED,
    /** Silent for too long; the last reason is told. It is tried again all the time. */
    CUT,
    /** The two ends do not fit together, or the logs do not: people have to see to it. */
    REFUSED
}

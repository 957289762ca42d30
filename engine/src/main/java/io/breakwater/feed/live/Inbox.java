package io.breakwater.feed.live;

import io.breakwater.feed.Sink;

/** Takes what a venue's message holds, and what is to be answered to it. */
public interface Inbox extends Sink {

    /** Sends a message back. */
    void answer(String message);
}

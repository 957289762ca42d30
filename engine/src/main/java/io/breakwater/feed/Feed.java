package io.breakwater.feed;

/** A source of observations that runs until it is closed. It never throws at whoever listens. */
public interface Feed extends AutoCloseable {

    /** Begins; what it lets through goes to the sink it was made with. Once. */
    void start();

    FeedHealth health();

    @Override
    void close();
}

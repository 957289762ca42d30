package io.breakwater.feed;

/** Takes what a source has read. Called by one thread at a time. */
public interface Sink {

    void observed(Observation observation);

    /** A piece of input that could not be read. @param text its beginning */
    void faulty(Fault fault, String text);
}

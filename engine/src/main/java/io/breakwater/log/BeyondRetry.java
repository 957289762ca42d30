package io.breakwater.log;

/** A failure of whoever reads a log that reading it again does not mend: a person has to. */
public interface BeyondRetry {

    /** Where, for people. */
    String location();

    /** What a person should do. */
    String remedy();
}

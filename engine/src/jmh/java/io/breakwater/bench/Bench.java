package io.breakwater.bench;

import java.io.IOException;

/** One question about cost and the way to its answer. */
public interface Bench {

    /** What the command line calls it. */
    String name();

    /** What it measures against what, in one line. */
    String question();

    /**
     * Measures; runs for about rounds × sides × seconds.
     *
     * @throws IOException when files or processes fail
     */
    Report run(BenchRun run) throws IOException, InterruptedException;
}

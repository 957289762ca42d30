package io.breakwater.bench;

import java.io.IOException;

/** One side of a comparison: one turn of it. */
@FunctionalInterface
public interface Trial {

    /** @return what was measured, in the comparison's unit */
    double measure() throws IOException, InterruptedException;
}

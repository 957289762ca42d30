package io.breakwater.ops.demo;

import io.breakwater.it.NextRelease;
import io.breakwater.ops.command.EngineProgram;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Which release the nodes of a trial are. All read events in a known and in a new form; which of them a node writes is
 * what it was started as, so that both stand in one log.
 */
final class Releases implements AutoCloseable {
    private final NextRelease next;
    private final String flagsBefore;

    private Releases(NextRelease next, String flagsBefore) {
        this.next = next;
        this.flagsBefore = flagsBefore;
    }

    /** Nodes that are started from now on write the known form. @param directory for what is compiled */
    static Releases build(Path directory) throws IOException {
        Releases releases =
                new Releases(NextRelease.build(directory), System.getProperty(EngineProgram.FLAGS_PROPERTY, ""));
        releases.writeNew(false);
        return releases;
    }

    /** What nodes write that are started from now on: the new form, or the known one. */
    void writeNew(boolean isNew) {
        System.setProperty(EngineProgram.FLAGS_PROPERTY,
                flagsBefore + " " + (isNew ? next.writing() : next.reading()));
    }

    @Override
    public void close() {
        System.setProperty(EngineProgram.FLAGS_PROPERTY, flagsBefore);
    }
}

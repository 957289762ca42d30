package io.breakwater.ops.demo;

import io.breakwater.it.NextRelease;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Which release the nodes of a trial are. All read events in a known and in a new form; which of them a node writes is
 * what it was started as, so that both stand in one log.
 */
final class Releases {
    /** A JVM with an agent does not start where it is to make an archive of its classes and there is none. */
    private static final String MAKES_NO_ARCHIVE = "-XX:-AutoCreateSharedArchive";

    private final NextRelease next;
    private volatile boolean isNew;

    private Releases(NextRelease next) {
        this.next = next;
    }

    /** Nodes that are started from now on write the known form. @param directory for what is compiled */
    static Releases build(Path directory) throws IOException {
        return new Releases(NextRelease.build(directory));
    }

    /** What nodes write that are started from now on: the new form, or the known one. */
    void writeNew(boolean newForm) {
        isNew = newForm;
    }

    /** Of the JVM of a node that is started now. */
    List<String> flags() {
        return List.of(MAKES_NO_ARCHIVE, isNew ? next.writing() : next.reading());
    }
}

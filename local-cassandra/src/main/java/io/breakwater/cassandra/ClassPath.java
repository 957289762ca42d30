package io.breakwater.cassandra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** What the processes run on, as it was resolved when this module was built. */
final class ClassPath {

    private static final String LIST = "classpath.txt";

    private ClassPath() {}

    static String text() {
        try (var list = ClassPath.class.getResourceAsStream(LIST)) {
            if (list == null) {
                throw new IllegalStateException("the class path of Cassandra was not resolved: build local-cassandra");
            }
            return new String(list.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The archive that measures objects; Cassandra wants it as an agent. */
    static String agent() {
        return Stream.of(text().split(java.io.File.pathSeparator))
                .filter(path -> path.matches(".*[/\\\\]jamm-[^/\\\\]*\\.jar")).findFirst()
                .orElseThrow(() -> new IllegalStateException("the class path of Cassandra lacks jamm"));
    }
}

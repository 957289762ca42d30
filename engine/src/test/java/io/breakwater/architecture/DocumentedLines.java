package io.breakwater.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Lines of the docs that start {@code ./breakwater}. */
public final class DocumentedLines {
    private static final String START = "./breakwater ";

    private DocumentedLines() {}

    /** What stands behind it, each line once. @param words regular expression of the first ones */
    public static List<String> of(String words) {
        Path root = Sources.root();
        try (Stream<Path> pages = Stream.concat(Files.walk(root.resolve("docs")), Files.list(root))) {
            return pages.filter(path -> path.toString().endsWith(".md"))
                    .flatMap(page -> Sources.text(page).lines().map(String::strip))
                    .filter(line -> line.startsWith(START))
                    .map(line -> line.replaceFirst("\\s+#.*$", "").substring(START.length()))
                    .filter(line -> line.matches("(" + words + ")( .*)?")).distinct().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

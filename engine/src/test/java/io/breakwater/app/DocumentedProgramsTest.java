package io.breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every line of the docs that starts a node or a tool of its stores is one that the program can read. */
class DocumentedProgramsTest {
    private static final Path ROOT = Path.of(System.getProperty("breakwater.root"));
    private static final String START = "./breakwater ";

    static List<String> commands() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> pages = Stream.concat(Files.walk(ROOT.resolve("docs")), Files.list(ROOT))) {
            for (Path page : pages.filter(path -> path.toString().endsWith(".md")).toList()) {
                Files.readAllLines(page).stream().map(String::strip)
                        .filter(line -> line.matches("\\./breakwater (node|restore|journal|cassandra) .*"))
                        .map(line -> line.replaceFirst("\\s+#.*$", "").substring(START.length()))
                        .forEach(found::add);
            }
        }
        return found.stream().distinct().toList();
    }

    private static Object read(String command) {
        List<String> words = List.of(command.split(" "));
        List<String> behind = words.subList(1, words.size());
        String[] args = behind.toArray(String[]::new);
        return switch (words.getFirst()) {
            case "node" -> Arguments.parse(args);
            case "restore" -> Restore.parsed(args);
            case "cassandra" -> CassandraTool.parsed(args);
            case "journal" -> behind.getFirst().equals("trim")
                    ? TrimTool.parsed(behind.subList(1, behind.size())) : JournalTool.parsed(args);
            default -> throw new IllegalArgumentException(command);
        };
    }

    @ParameterizedTest
    @MethodSource("commands")
    void canBeRead(String command) {
        assertThat(read(command)).isNotNull();
    }

    @Test
    void areOfEachKind() throws IOException {
        assertThat(commands()).map(line -> line.substring(0, line.indexOf(' '))).contains("node", "restore", "journal",
                "cassandra");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "restore /backup --onto /data", "cassandra schemes", "journal trim --data /data", "journal copy --data /data"
    })
    void whatCannotBeReadIsCaught(String command) {
        assertThat(read(command)).isNull();
    }
}

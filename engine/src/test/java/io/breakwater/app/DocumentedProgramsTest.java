package io.breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.architecture.DocumentedLines;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every line of the docs that starts a node or a tool of its stores is one that the program can read. */
class DocumentedProgramsTest {

    static List<String> commands() {
        return DocumentedLines.of("node|restore|journal|cassandra");
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
    void areOfEachKind() {
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

package io.breakwater.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.architecture.DocumentedLines;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every line of the docs that runs a bench names one that there is, with options that it can read. */
class DocumentedBenchesTest {

    static List<String> commands() {
        return DocumentedLines.of("bench").stream().filter(line -> !line.endsWith("--help")).toList();
    }

    private static BenchMain.Asked read(String command) {
        List<String> words = List.of(command.split(" "));
        return BenchMain.read(words.subList(1, words.size()));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void canBeRead(String command) {
        assertThat(command).contains(read(command).bench().name());
    }

    @Test
    void areFound() {
        assertThat(commands()).hasSizeGreaterThan(15);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bench decision", "bench hot --round 3", "bench link --rounds", "bench link --rounds 0"})
    void whatCannotBeReadIsCaught(String command) {
        assertThatThrownBy(() -> read(command)).isInstanceOf(UsageFault.class);
    }
}

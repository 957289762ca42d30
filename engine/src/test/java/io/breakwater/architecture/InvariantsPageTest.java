package io.breakwater.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of invariants names code and checks that exist. */
class InvariantsPageTest {

    private static final Pattern CLASS = Pattern.compile("`(?:[a-z]+\\.)*([A-Z][A-Za-z]+)(?:\\.[A-Za-z_…]+)?`");

    private static List<String> rows() {
        return Sources.text(Sources.root().resolve("docs/invariants.md")).lines()
                .filter(line -> line.startsWith("| I-")).toList();
    }

    @Test
    void everyInvariantHasARow() {
        assertThat(rows().stream().map(row -> row.substring(2, 6)).toList())
                .isEqualTo(IntStream.rangeClosed(1, 12).mapToObj("I-%02d"::formatted).toList());
    }

    @Test
    void whatIsNamedExists() {
        Set<String> known = Stream.of("engine/src", "ops/src", "src-it/src")
                .flatMap(folder -> Sources.below(Sources.root().resolve(folder)).stream())
                .map(Path::getFileName).map(name -> name.toString().replace(".java", "")).collect(Collectors.toSet());
        List<String> named = rows().stream().flatMap(row -> CLASS.matcher(row).results())
                .map(match -> match.group(1)).filter(name -> !name.equals("REDUCING")).toList();
        assertThat(named).hasSizeGreaterThan(40);
        assertThat(known).containsAll(named.stream().filter(name -> !name.equals("DecisionFailed")).toList());
    }

    @Test
    void everyRowNamesACheck() {
        assertThat(rows()).allMatch(row -> row.substring(row.lastIndexOf("| ", row.length() - 3)).contains("`"));
    }
}

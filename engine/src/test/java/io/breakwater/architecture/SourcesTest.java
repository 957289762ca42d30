package io.breakwater.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** House rules that only the source shows. */
class SourcesTest {

    @Test
    void sourcesAreTidy() {
        List<String> faults = new ArrayList<>();
        written().forEach(file -> faults.addAll(Sources.faults(file.getFileName().toString(), Sources.text(file))));
        assertThat(faults).isEmpty();
    }

    private static List<Path> written() {
        return Stream.of(Sources.main(), Sources.benches()).flatMap(List::stream).toList();
    }

    @Test
    void everyModuleIsLookedAt() {
        assertThat(written()).map(file -> Sources.root().relativize(file).subpath(0, 3).toString()).contains(
                "engine/src/main", "engine/src/jmh", "ops/src/main", "local-cassandra/src/main",
                "local-exchange-core/src/main");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "// TODO later", "import java.util.*;", "try { a(); } catch (Exception e) { }", "\tint a;", "int a; ",
        "try { a(); } catch (Exception e) {\n    }"
    })
    void whatIsNotTidyIsCaught(String line) {
        assertThat(Sources.faults("Planted", line)).hasSize(1);
        assertThat(Sources.faults("Planted", "x".repeat(121))).hasSize(1);
        assertThat(Sources.faults("Planted", "x".repeat(120))).isEmpty();
    }

    /** Digits and points are not the same everywhere: settings, statements and names of files would not be either. */
    @Test
    void nothingIsWrittenAsTheMachinesLocaleHasIt() {
        assertThat(Sources.main()).filteredOn(file -> Sources.isOfALocale(Sources.text(file))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"port = %d\".formatted(7)", "String.format(\"%d\", 7)", "out.printf(\"%.1f\", 0.5)",
        "String.format(\n    \"%d\", 7)", "name.toLowerCase()"})
    void whatIsOfTheMachinesLocaleIsCaught(String text) {
        assertThat(Sources.isOfALocale(text)).isTrue();
        assertThat(Sources.isOfALocale("out.printf(Locale.ROOT, a); String.format(\n  Locale.ROOT, a)")).isFalse();
    }

    @Test
    void filesAreSeldomLong() {
        assertThat(written().stream()
                .filter(file -> Sources.text(file).lines().count() > Sources.MOST_LINES)
                .map(file -> file.getFileName().toString()).toList()).isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIs() {
        Set<Path> silent = new TreeSet<>();
        for (Path file : Sources.main()) {
            if (!Files.exists(file.resolveSibling("package-info.java"))) {
                silent.add(file.getParent());
            }
        }
        assertThat(silent).isEmpty();
    }

    @Test
    void everyAggregateHasTheSameFiles() {
        Path domain = Sources.root().resolve("engine/src/main/java/io/breakwater/domain");
        for (String name : List.of("Counterparty", "Instrument", "Scope", "Span")) {
            Set<String> files = Sources.below(domain.resolve(name.toLowerCase(Locale.ROOT))).stream()
                    .map(file -> file.getFileName().toString()).collect(Collectors.toSet());
            assertThat(files).as(name).containsAll(Stream.of("", "Aggregate", "Command", "Event", "Fact", "Id",
                    "Rejection", "Request", "Rules").map(part -> name + part + ".java").toList())
                    .contains("package-info.java");
        }
    }

    @Test
    void kernelAndDomainCompileWithNothingElse(@TempDir Path out) throws Exception {
        Path java = Sources.root().resolve("engine/src/main/java/io/breakwater");
        List<Path> files = new ArrayList<>(Sources.below(java.resolve("kernel")));
        files.addAll(Sources.below(java.resolve("domain")));
        assertThat(compiled(files, out)).isEmpty();
    }

    @Test
    void aSourceThatNeedsMoreIsCaught(@TempDir Path out) throws Exception {
        Path planted = out.resolve("Planted.java");
        Files.writeString(planted, "import org.slf4j.Logger; class Planted { Logger log; }");
        assertThat(compiled(List.of(planted), out)).contains("org.slf4j");
    }

    /** What the compiler says with an empty class path. */
    private static String compiled(List<Path> files, Path out) throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        Path nothing = Files.createDirectories(out.resolve("nothing"));
        List<String> options = List.of("-proc:none", "-nowarn", "-classpath", nothing.toString(), "-d", out.toString());
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            compiler.getTask(said, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files)).call();
        }
        return said.toString();
    }
}

package io.breakwater.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every line of the docs that starts with ./breakwater is a command that the command line can read. Programs of the
 * engine read their own words, which is tested beside them.
 */
class DocumentedCommandsTest {
    private static final Path ROOT = Path.of(System.getProperty("breakwater.root", ".."));
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    static List<String> commands() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> pages = Stream.concat(Files.walk(ROOT.resolve("docs")), Files.list(ROOT))) {
            for (Path page : pages.filter(path -> path.toString().endsWith(".md")).toList()) {
                Files.readAllLines(page).stream()
                        .map(String::strip)
                        .filter(line -> line.startsWith("./breakwater "))
                        .map(line -> line.replaceFirst("\\s+#.*$", ""))
                        .forEach(found::add);
            }
        }
        return found;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void canBeRead(String command) {
        BreakwaterCommand.commandLine().parseArgs(words(command));
    }

    @Test
    void areFound() throws IOException {
        assertThat(commands()).hasSizeGreaterThan(15);
    }

    private static String[] words(String command) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(command.substring("./breakwater ".length()));
        while (matcher.find()) {
            words.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
        }
        return words.toArray(String[]::new);
    }
}

package io.breakwater.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The source files of the project and what may not stand in them. */
final class Sources {

    static final int MOST_COLUMNS = 120;
    static final int MOST_LINES = 300;
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TODO|FIXME|XXX|HACK)\\b");
    private static final Pattern WILDCARD = Pattern.compile("^import (static )?[\\w.]+\\.\\*;");
    private static final Pattern OF_A_LOCALE = Pattern.compile(
            "\\.formatted\\(|(String\\.format|\\.printf)\\((?!\\s*Locale\\.)|\\.to(Lower|Upper)Case\\(\\)");
    private static final Pattern SWALLOWED = Pattern.compile("catch \\([^)]*\\) \\{\\s*}");

    private Sources() {}

    static Path root() {
        return Path.of(System.getProperty("breakwater.root"));
    }

    /** Source files of main code, of every module that has any. */
    static List<Path> main() {
        return of("src/main/java");
    }

    /** Those of the benches. */
    static List<Path> benches() {
        return of("src/jmh/java");
    }

    private static List<Path> of(String set) {
        try (Stream<Path> modules = Files.list(root())) {
            return modules.map(module -> module.resolve(set)).filter(Files::isDirectory).sorted()
                    .flatMap(folder -> below(folder).stream()).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static List<Path> below(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What is wrong with a source file; empty when nothing is. */
    static List<String> faults(String name, String text) {
        List<String> faults = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String place = name + ":" + (i + 1) + " ";
            String line = lines.get(i);
            add(faults, line.length() > MOST_COLUMNS, place + "longer than " + MOST_COLUMNS);
            add(faults, UNFINISHED.matcher(line).find(), place + "unfinished");
            add(faults, WILDCARD.matcher(line).find(), place + "imports everything");
            add(faults, line.contains("\t") || line.endsWith(" "), place + "tab or trailing space");
        }
        add(faults, SWALLOWED.matcher(text).find(), name + " swallows an exception");
        return faults;
    }

    /** Whether numbers or letters come out as the locale of the machine has them. */
    static boolean isOfALocale(String text) {
        return OF_A_LOCALE.matcher(text).find();
    }

    private static void add(List<String> faults, boolean wrong, String fault) {
        if (wrong) {
            faults.add(fault);
        }
    }
}

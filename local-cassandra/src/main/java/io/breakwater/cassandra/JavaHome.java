package io.breakwater.cassandra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** Finds a Java 17, for what does not run on later ones: Cassandra 5.0 and exchange-core 0.5.3. */
public final class JavaHome {

    private static final String WANTED = "17";
    private static final List<String> PLACES =
            List.of("/usr/lib/jvm", "/usr/java", "/opt/java", "/opt", "/Library/Java/JavaVirtualMachines");
    /** Below the user's directory. */
    private static final List<String> OWN_PLACES = List.of(".sdkman/candidates/java", ".jdks");

    private JavaHome() {}

    /** Empty where there is none. */
    public static Optional<Path> find() {
        return candidates().stream().filter(JavaHome::fits).findFirst();
    }

    /** @throws IllegalStateException with the remedy where there is none */
    static Path ofCassandra() {
        return find().orElseThrow(() -> new IllegalStateException(
                "No JDK " + WANTED + " was found, which Cassandra needs: install one and set CASSANDRA_JAVA_HOME"));
    }

    /** The most explicit first; Maven itself often runs on the one that fits. */
    private static List<Path> candidates() {
        List<Path> homes = new ArrayList<>();
        Stream.of(System.getenv("CASSANDRA_JAVA_HOME"), System.getenv("JAVA_HOME"), mavens())
                .filter(home -> home != null && !home.isBlank()).map(Path::of).forEach(homes::add);
        // As hosts of builds name what they have several of: JAVA_HOME_17_X64.
        System.getenv().entrySet().stream().filter(named -> named.getKey().startsWith("JAVA_HOME_" + WANTED))
                .map(named -> Path.of(named.getValue())).forEach(homes::add);
        PLACES.forEach(place -> homes.addAll(below(Path.of(place))));
        OWN_PLACES.forEach(place -> homes.addAll(below(Path.of(System.getProperty("user.home"), place))));
        return homes;
    }

    private static String mavens() {
        try (var resource = JavaHome.class.getResourceAsStream("maven-java-home.txt")) {
            return resource == null ? null : new String(resource.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> below(Path place) {
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(place)) {
            return entries.sorted().flatMap(entry -> Stream.of(entry, entry.resolve("Contents/Home"))).toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static boolean fits(Path home) {
        return Files.isExecutable(home.resolve("bin/java")) && version(home).orElse("").startsWith(WANTED);
    }

    private static Optional<String> version(Path home) {
        Path release = home.resolve("release");
        if (!Files.isReadable(release)) {
            return Optional.empty();
        }
        Properties stated = new Properties();
        try (var reader = Files.newBufferedReader(release)) {
            stated.load(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return Optional.ofNullable(stated.getProperty("JAVA_VERSION")).map(text -> text.replace("\"", ""));
    }
}

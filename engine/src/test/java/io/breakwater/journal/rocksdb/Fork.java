package io.breakwater.journal.rocksdb;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.rocksdb.util.Environment;

/** A Java process of its own that runs {@link StoreChild}, read line by line and killed at the latest when closed. */
final class Fork implements AutoCloseable {

    private final Process process;
    private final BufferedReader lines;

    private Fork(Process process) {
        this.process = process;
        this.lines = process.inputReader();
    }

    static Fork child(String... arguments) {
        return start(command(arguments));
    }

    /** With no file larger than {@code kilobytes}: a write beyond it fails as on a full disk. */
    static Fork childWithFileLimit(int kilobytes, Path scratch, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of("bash", "-c", "ulimit -f " + kilobytes + "; exec \"$@\"", "limited"));
        command.addAll(command(arguments));
        // The library is found there instead of being unpacked, which the limit would forbid.
        command.add(command.indexOf("-cp"), "-Djava.library.path=" + unpackedLibrary(scratch));
        return start(command);
    }

    private static Path unpackedLibrary(Path scratch) {
        String name = Environment.getJniLibraryFileName("rocksdb");
        try (InputStream library = Environment.class.getClassLoader().getResourceAsStream(name)) {
            Files.copy(library, scratch.resolve(name));
            return scratch;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(String... arguments) {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                "-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp", classPath, StoreChild.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static Fork start(List<String> command) {
        try {
            return new Fork(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next line of output, null at its end. */
    String line() {
        try {
            return lines.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** SIGKILL, and what had been written to the pipe before it. */
    List<String> kill() throws InterruptedException {
        // Through the handle: destroying the process object would close the pipe with what it still holds.
        process.toHandle().destroyForcibly();
        process.waitFor(30, TimeUnit.SECONDS);
        List<String> rest = new ArrayList<>();
        for (String line = line(); line != null; line = line()) {
            rest.add(line);
        }
        return rest;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

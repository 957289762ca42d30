package io.breakwater.bench.decisions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Processor time of the compilers of a JVM, by its threads in {@code /proc} (proc(5)). What a compiler thread did since
 * the last reading and has ended since is missed; where there is no {@code /proc}, nothing is seen.
 */
public final class CompilerMeter {

    private static final String NAME = "CompilerThre";
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;
    /** A hundredth of a second, on every Linux that there is. */
    private static final long TICK_NANOS = 10_000_000;

    private final Path threads;
    private final Map<Path, Long> before;

    private CompilerMeter(long pid) {
        this.threads = Path.of("/proc", Long.toString(pid), "task");
        this.before = read();
    }

    /** Begins to measure. */
    public static CompilerMeter start(long pid) {
        return new CompilerMeter(pid);
    }

    /** Since the start. */
    public long nanos() {
        return read().entrySet().stream()
                .mapToLong(thread -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L)).sum();
    }

    private Map<Path, Long> read() {
        if (!Files.isDirectory(threads)) {
            return Map.of();
        }
        try (Stream<Path> all = Files.list(threads)) {
            return all.map(thread -> Map.entry(thread, stat(thread)))
                    .filter(thread -> thread.getValue().contains(NAME))
                    .collect(Collectors.toMap(Map.Entry::getKey, thread -> nanos(thread.getValue())));
        } catch (IOException e) {
            throw new IllegalStateException("the threads of " + threads + " cannot be read", e);
        }
    }

    private static String stat(Path thread) {
        try {
            return Files.readString(thread.resolve("stat"));
        } catch (NoSuchFileException ended) {
            return "";
        } catch (IOException e) {
            throw new IllegalStateException("the thread " + thread + " cannot be read", e);
        }
    }

    /** Its name stands in parentheses and may hold anything. */
    private static long nanos(String stat) {
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
        return (Long.parseLong(fields.get(USER_TICKS)) + Long.parseLong(fields.get(SYSTEM_TICKS))) * TICK_NANOS;
    }
}

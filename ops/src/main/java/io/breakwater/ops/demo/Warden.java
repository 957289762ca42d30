package io.breakwater.ops.demo;

import io.breakwater.ops.command.EngineProgram;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A small process beside a demonstration that outlives it where it is killed, and ends what it has left behind then:
 * its nodes, its Cassandra and its relay, and the directory that was made for it alone. It notes what the
 * demonstration's process has started, which has no parent any more once that is gone, and hears of its end by the end
 * of what it reads from it. A demonstration that can end by itself does all this alone.
 */
final class Warden {
    private static final long LOOK_MILLIS = 100;
    private static final long MOST_ENDING_SECONDS = 20;

    private final Set<ProcessHandle> seen = new HashSet<>();
    private final ProcessHandle parent;

    private Warden(ProcessHandle parent) {
        this.parent = parent;
    }

    /**
     * Starts one beside this process.
     *
     * @param owned the directory to be removed with the processes; empty for none
     */
    static Process start(Optional<Path> owned) throws IOException {
        List<String> line = new ArrayList<>(List.of(EngineProgram.java().getFirst(), "-Xmx32m", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Warden.class.getName(),
                String.valueOf(ProcessHandle.current().pid())));
        owned.map(Path::toString).ifPresent(line::add);
        return new ProcessBuilder(line).redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD).start();
    }

    /** Arguments: the process id of the demonstration, and the directory that is to be removed, where there is one. */
    public static void main(String[] args) throws InterruptedException {
        Optional<ProcessHandle> parent = ProcessHandle.of(Long.parseLong(args[0]));
        if (parent.isPresent()) {
            Warden warden = new Warden(parent.get());
            warden.watch(System.in);
            warden.end();
        }
        if (args.length > 1) {
            DemoDirectory.remove(Path.of(args[1]));
        }
    }

    /** Until the demonstration has ended, however it has. */
    private void watch(InputStream fromParent) throws InterruptedException {
        Thread reading = Thread.ofPlatform().daemon().start(() -> awaitEnd(fromParent));
        while (reading.isAlive()) {
            parent.descendants().filter(child -> !child.equals(ProcessHandle.current())).forEach(seen::add);
            seen.removeIf(child -> !child.isAlive());
            reading.join(LOOK_MILLIS);
        }
    }

    /** What cannot be read any more has ended as well. */
    private static void awaitEnd(InputStream fromParent) {
        try {
            fromParent.transferTo(OutputStream.nullOutputStream());
        } catch (IOException broken) {
            System.err.println(broken);
        }
    }

    private void end() {
        seen.forEach(ProcessHandle::destroyForcibly);
        CompletableFuture.allOf(seen.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .orTimeout(MOST_ENDING_SECONDS, TimeUnit.SECONDS).exceptionally(_ -> null).join();
    }
}

package io.breakwater.ops.demo;

import io.breakwater.ops.NodeFault;
import io.breakwater.ops.command.EngineProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A node as a child process on a port that it chooses. It says on standard output when it serves:
 * {@code breakwater node ready address=HOST:PORT data=DIR jdk=… pid=…}. All it writes goes to {@code node.log}.
 */
final class NodeProcess {
    private static final String READY = "breakwater node ready ";
    private static final int START_SECONDS = 180;
    private static final int STOP_SECONDS = 20;
    private static final int LOG_LINES = 30;

    private final Process process;
    private final Path log;
    private final String address;

    private NodeProcess(Process process, Path log, String address) {
        this.process = process;
        this.log = log;
        this.address = address;
    }

    /** Starts a node in a directory and waits until it serves. */
    static NodeProcess start(DemoDirectory directory) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(EngineProgram.nodeJava());
        line.addAll(List.of("-cp", EngineProgram.classPath(), "io.breakwater.app.Main",
                "--data", directory.data().toString(), "--port", "0"));
        ProcessBuilder child = new ProcessBuilder(line).redirectErrorStream(true);
        // A killed node cannot remove the native library that it unpacked: it lies where the demonstration cleans up.
        child.environment().put("ROCKSDB_SHAREDLIB_DIR", directory.root().toString());
        Process process = child.start();
        directory.adopt(process);
        Path log = directory.log();
        CompletableFuture<String> ready = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("node-log").start(() -> copy(process, log, ready));
        return new NodeProcess(process, log, await(process, log, ready));
    }

    private static String await(Process process, Path log, CompletableFuture<String> ready)
            throws InterruptedException {
        try {
            return ready.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new NodeFault("the node ended before it served; the end of its log:\n" + tail(log));
        } catch (TimeoutException e) {
            process.destroyForcibly();
            throw new NodeFault("the node did not serve within " + START_SECONDS + " s; the end of its log:\n"
                    + tail(log));
        }
    }

    private static void copy(Process process, Path log, CompletableFuture<String> ready) {
        try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                PrintWriter file = new PrintWriter(Files.newBufferedWriter(
                        log, StandardOpenOption.CREATE, StandardOpenOption.APPEND), true)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                file.println(line);
                if (line.startsWith(READY)) {
                    ready.complete(value(line, "address"));
                }
            }
            ready.completeExceptionally(new NodeFault("the node ended"));
        } catch (IOException e) {
            // A killed process may break its pipe in the middle of a line; before it was ready that is a failed start.
            ready.completeExceptionally(e);
        }
    }

    /** The value of a key in the line that says the node is ready. */
    static String value(String line, String key) {
        for (String part : line.split(" ")) {
            if (part.startsWith(key + "=")) {
                return part.substring(key.length() + 1);
            }
        }
        throw new NodeFault("the node says it is ready but not its " + key + ": " + line);
    }

    private static String tail(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** host:port it serves on. */
    String address() {
        return address;
    }

    long pid() {
        return process.pid();
    }

    /** SIGKILL: nothing of the process runs any more when this returns. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            throw new NodeFault("the node survived SIGKILL for " + STOP_SECONDS + " s; its log is " + log);
        }
    }

    /** SIGTERM, then SIGKILL where that does not do. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            kill();
        }
    }

    /** Waits until the node ends by itself. */
    void join() throws InterruptedException {
        process.waitFor();
    }
}

package io.breakwater.bench.node;

import io.breakwater.bench.Standstill;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** A program in a JVM of its own, with this one's flags, that says a line on standard output when it serves. */
public final class NodeProcess implements AutoCloseable {

    private static final String READY = " ready ";
    private static final String ADDRESS = "address=";
    private static final int START_SECONDS = 180;
    private static final int STOP_SECONDS = 30;

    private final Process process;
    private final String address;

    private NodeProcess(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** Starts a node over a directory, on a port that it chooses, and waits until it serves. */
    public static NodeProcess node(Path data) throws IOException, InterruptedException {
        return start("io.breakwater.app.Main", List.of("--data", data.toString(), "--port", "0"));
    }

    /** The same with the settings of a file. */
    public static NodeProcess node(Path data, Path settings) throws IOException, InterruptedException {
        return start("io.breakwater.app.Main",
                List.of("--data", data.toString(), "--port", "0", "--config", settings.toString()));
    }

    /** Starts any program that says {@code … ready address=HOST:PORT …}. */
    public static NodeProcess start(String mainClass, List<String> arguments) throws IOException, InterruptedException {
        return start(mainClass, List.of(), arguments);
    }

    /** The same. @param flags for its JVM, after this one's */
    public static NodeProcess start(String mainClass, List<String> flags, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        line.addAll(flags);
        line.addAll(List.of("-cp", classPath(), mainClass));
        line.addAll(arguments);
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        CompletableFuture<String> ready = new CompletableFuture<>();
        StringBuffer said = new StringBuffer();
        Thread.ofPlatform().daemon().name("node-output").start(() -> read(process, ready, said));
        return new NodeProcess(process, await(process, ready, said));
    }

    /** This process's, with no application.conf or logging set-up of tests before the node's own. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .sorted((one, other) -> Boolean.compare(one.endsWith("test-classes"), other.endsWith("test-classes")))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Reads all that the process says, so that it never waits for us. */
    private static void read(Process process, CompletableFuture<String> ready, StringBuffer said) {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int at = line.indexOf(ADDRESS);
                if (line.contains(READY) && at >= 0) {
                    ready.complete(line.substring(at + ADDRESS.length()).split(" ")[0]);
                } else if (!ready.isDone()) {
                    said.append(line).append('\n');
                }
            }
            ready.completeExceptionally(new IOException("the process ended before it served"));
        } catch (IOException e) {
            // A killed process may break its pipe; before it was ready that is a failed start.
            ready.completeExceptionally(e);
        }
    }

    private static String await(Process process, CompletableFuture<String> ready, StringBuffer said)
            throws IOException, InterruptedException {
        try {
            return ready.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage() + ":\n" + said, e.getCause());
        } catch (TimeoutException e) {
            process.destroyForcibly();
            throw new IOException("the process did not serve within " + START_SECONDS + " s:\n" + said, e);
        }
    }

    /** host:port */
    public String address() {
        return address;
    }

    /** Since its start. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** It stands still. */
    public void freeze() throws IOException, InterruptedException {
        Standstill.begin(process);
    }

    /** It goes on. */
    public void thaw() throws IOException, InterruptedException {
        Standstill.end(process);
    }

    /** SIGKILL: nothing of it runs any more when this returns. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** SIGTERM, then SIGKILL where that does not do. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            kill();
        }
    }
}

package io.breakwater.bench.exchange;

import io.breakwater.bench.Standstill;
import io.breakwater.bench.WorkDirectory;
import io.breakwater.exchange.ExchangeClassPath;
import io.breakwater.exchange.ExchangeCommand;
import io.breakwater.exchange.ExchangeProgram;
import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The process of an exchange, told commands by one thread. It stands still between turns: its threads look for work
 * without rest, and others take their turns meanwhile.
 */
final class ExchangeProcess implements AutoCloseable {

    /** exchange-core's library for bytes looks into these. */
    private static final List<String> OPENED = List.of(
            "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED", "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED", "--add-opens=java.base/java.lang=ALL-UNNAMED");
    /** Of this JVM's flags those that it shares. */
    private static final Set<String> SHARED = Set.of("-XX:+UseParallelGC", "-XX:+UseTransparentHugePages");
    private static final int CHUNK = 8_192;
    private static final int MOST_SECONDS = 120;
    private static final int STOP_SECONDS = 30;
    private static final String ENDED = "";

    /**
     * What the process says of a turn.
     *
     * @param refused commands
     * @param nanos from the first command sent to the last one answered
     * @param senderNanos of the processor, by the thread that sent them
     */
    record Answered(int refused, long nanos, long senderNanos) {

        static Answered parse(String line) {
            String[] parts = line.split(" ");
            return new Answered(Integer.parseInt(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
        }
    }

    private final Process process;
    private final Path log;
    private final DataOutputStream out;
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

    private ExchangeProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.out = new DataOutputStream(process.getOutputStream());
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Thread.ofPlatform().daemon().name("exchange-output").start(this::read);
    }

    /** Starts it and waits until it takes turns. @param javaHome of a Java 17 */
    static ExchangeProcess start(Path javaHome, WorkDirectory directory, int users, int symbols)
            throws IOException, InterruptedException {
        Path log = directory.path().resolve("exchange.log");
        List<String> line = new ArrayList<>(List.of(javaHome.resolve("bin/java").toString()));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream().filter(SHARED::contains).forEach(line::add);
        line.addAll(OPENED);
        line.addAll(List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=error", "-cp", ExchangeClassPath.text(),
                ExchangeProgram.class.getName(), Integer.toString(users), Integer.toString(symbols)));
        ExchangeProcess started =
                new ExchangeProcess(new ProcessBuilder(line).redirectError(log.toFile()).start(), log);
        try {
            started.await(ExchangeProgram.READY);
            Standstill.begin(started.process);
            return started;
        } catch (IOException | InterruptedException | RuntimeException e) {
            started.process.destroyForcibly();
            throw e;
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            lines.lines().forEach(said::add);
        } catch (IOException | UncheckedIOException broken) {
            // As when it ends: whoever waits is told so below.
        }
        said.add(ENDED);
    }

    /** Gives it the commands of a turn, which it keeps until it is told to begin. */
    void load(int count, Supplier<ExchangeCommand> commands) throws IOException, InterruptedException {
        Standstill.end(process);
        out.writeInt(count);
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK * ExchangeCommand.BYTES);
        for (int i = 1; i <= count; i++) {
            commands.get().write(chunk);
            if (!chunk.hasRemaining() || i == count) {
                out.write(chunk.array(), 0, chunk.position());
                chunk.clear();
            }
        }
        out.flush();
        await(ExchangeProgram.LOADED);
    }

    /** Tells it to begin, and waits until all of it is answered. */
    Answered answer() throws IOException, InterruptedException {
        out.writeInt(1);
        out.flush();
        Answered answered = Answered.parse(next());
        Standstill.begin(process);
        return answered;
    }

    private void await(String word) throws IOException, InterruptedException {
        String line = next();
        if (!line.equals(word)) {
            throw new IOException("exchange-core's process says " + line + " instead of " + word);
        }
    }

    private String next() throws IOException, InterruptedException {
        String line = said.poll(MOST_SECONDS, TimeUnit.SECONDS);
        if (line == null || line.equals(ENDED)) {
            throw new IOException("exchange-core's process %s:\n%s".formatted(
                    line == null ? "says nothing for " + MOST_SECONDS + " s" : "ended", Files.readString(log)));
        }
        return line;
    }

    /** Since its start. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    long pid() {
        return process.pid();
    }

    /** It ends with its input. */
    @Override
    public void close() throws InterruptedException {
        try {
            Standstill.end(process);
            out.close();
        } catch (IOException gone) {
            process.destroyForcibly();
        }
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}

package io.breakwater.cassandra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One Cassandra process. It may be ended, killed, frozen and started again on the same files and addresses. Used by
 * one thread at a time.
 */
public final class CassandraNode implements AutoCloseable {

    private static final long START_SECONDS = 120;
    private static final long STOP_SECONDS = 60;
    private static final long POLL_MILLIS = 50;
    private static final String UP = "Startup complete";
    private static final String USER_IS_MADE = "Created default superuser role";

    private final NodeFiles files;
    private Process process;
    private boolean frozen;
    private long logRead;

    CassandraNode(NodeFiles files) {
        this.files = files;
    }

    /** Starts the process; {@link #awaitUp} waits until it serves. */
    public void start() {
        if (isAlive()) {
            throw new IllegalStateException(files.place().address() + " runs already");
        }
        try {
            logRead = Files.exists(files.log()) ? Files.size(files.log()) : 0;
            process = new ProcessBuilder(command())
                    .directory(files.directory().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(files.output().toFile()))
                    .start();
            frozen = false;
        } catch (IOException e) {
            throw new UncheckedIOException("Cassandra cannot be started", e);
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(JavaHome.ofCassandra().resolve("bin/java").toString());
        command.addAll(JvmOptions.of(files));
        command.add("-cp");
        command.add(ClassPath.text());
        command.add("org.apache.cassandra.service.CassandraDaemon");
        return command;
    }

    /** Waits until it serves clients. @throws IllegalStateException with the end of its log where it does not */
    public void awaitUp() {
        awaitLogged(UP);
    }

    /** The first one of a ring that asks for passwords makes its first user on its own time, often behind its start. */
    void awaitFirstUser() {
        awaitLogged(USER_IS_MADE);
    }

    private void awaitLogged(String text) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!isLogged(text)) {
            if (!isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("Cassandra on " + files.place().address() + " did not start:\n"
                        + files.endOfLogs());
            }
            await(POLL_MILLIS);
        }
    }

    /** Waits until it has heard that the other nodes are up. */
    void awaitKnowing(List<CassandraNode> nodes) {
        for (CassandraNode other : nodes) {
            String heard = "/" + other.address() + ":" + other.files.place().ringPort() + " is now UP";
            if (other != this) {
                awaitLogged(heard);
            }
        }
    }

    private boolean isLogged(String text) {
        try {
            return Files.exists(files.log()) && files.logFrom(logRead).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // The process ends within the time or the time is over: both are waited for alike.
    private void await(long millis) {
        try {
            process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Cassandra starts", e);
        }
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Asks it to end, which takes seconds, and waits for it. */
    public void stop() {
        end(false);
    }

    /** Ends it at once, as a crash of the process would. */
    public void kill() {
        end(true);
    }

    private void end(boolean atOnce) {
        if (!isAlive()) {
            return;
        }
        if (atOnce) {
            process.destroyForcibly();
        } else {
            process.destroy();
        }
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Stops it where it stands, until {@link #thaw}. */
    public void freeze() {
        signal("STOP");
        frozen = true;
    }

    public void thaw() {
        signal("CONT");
        frozen = false;
    }

    /** One that stands still does not end when it is asked to; any other may have ended by itself meanwhile. */
    private void thawToEnd() {
        if (frozen) {
            thaw();
        }
    }

    private void signal(String name) {
        try {
            // The shell has it: as a program it is not on every machine.
            int code = new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid()).start().waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill -" + name + " answered " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Where clients reach it: {@code address:port}. */
    public String contactPoint() {
        return files.place().address() + ":" + files.place().clientPort();
    }

    public String address() {
        return files.place().address();
    }

    public int clientPort() {
        return files.place().clientPort();
    }

    /** Its log, which is kept while the ring is. */
    public Path log() {
        return files.log();
    }

    /** Its process id while it runs. */
    public long pid() {
        return process.pid();
    }

    /** Asks it to end and does not wait: {@link #close} does. */
    void beginStop() {
        if (isAlive()) {
            thawToEnd();
            process.destroy();
        }
    }

    @Override
    public void close() {
        if (isAlive()) {
            thawToEnd();
            stop();
        }
    }
}

package io.breakwater.it.regions;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Carries bytes between callers and the one data center that they call, on loopback. It can be torn (what is open is
 * closed, and what comes is refused), silent in one or both directions (nobody is told, and what was held arrives when
 * it has healed, as what a network sends again does) and slow. Any thread may call it.
 */
final class Cable implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 << 10;
    private static final int MOST_ON_THE_WAY = 4_096;
    private static final int BACKLOG = 64;
    private static final long POLL_NANOS = Duration.ofMillis(2).toNanos();

    private final InetSocketAddress target;
    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final Way calls = new Way();
    private final Way answers = new Way();
    private volatile boolean torn;

    /** Listens on a free port; connects to the target only when somebody connects. */
    Cable(int port) {
        target = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try {
            listening = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    /** One direction. */
    private static final class Way {
        private volatile boolean silent;
        private volatile long delayNanos;
    }

    /** Bytes on their way, and when they may arrive at the earliest. */
    private record Chunk(byte[] bytes, long dueNanos) {}

    int port() {
        return listening.getLocalPort();
    }

    /** Closes every connection, and new ones at once. */
    void tear() {
        torn = true;
        sockets.forEach(Cable::closed);
        sockets.clear();
    }

    /** What callers send arrives no more. */
    void silenceCalls() {
        calls.silent = true;
    }

    /** What the data center sends arrives no more. */
    void silenceAnswers() {
        answers.silent = true;
    }

    /** Everything arrives so much later, in order. */
    void delay(Duration each) {
        calls.delayNanos = each.toNanos();
        answers.delayNanos = each.toNanos();
    }

    /** As if nothing had been: what was held arrives, what was torn may come again. */
    void heal() {
        torn = false;
        calls.silent = false;
        answers.silent = false;
        delay(Duration.ZERO);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket caller = listening.accept();
                if (torn) {
                    closed(caller);
                } else {
                    sockets.add(caller);
                    threads.execute(() -> join(caller));
                }
            } catch (IOException over) {
                sockets.forEach(Cable::closed);
            }
        }
    }

    private void join(Socket caller) {
        Socket called = new Socket();
        sockets.add(called);
        try {
            called.connect(target);
            carry(caller, called, calls);
            carry(called, caller, answers);
        } catch (IOException unreachable) {
            closed(caller);
            closed(called);
        }
    }

    private void carry(Socket from, Socket to, Way way) throws IOException {
        from.setTcpNoDelay(true);
        BlockingQueue<Chunk> between = new ArrayBlockingQueue<>(MOST_ON_THE_WAY);
        threads.execute(() -> read(from, between, way));
        threads.execute(() -> write(to, between, way));
    }

    private void read(Socket from, BlockingQueue<Chunk> between, Way way) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            InputStream in = from.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                byte[] bytes = Arrays.copyOf(buffer, read);
                between.put(new Chunk(bytes, System.nanoTime() + way.delayNanos));
            }
            between.put(new Chunk(new byte[0], System.nanoTime() + way.delayNanos));
        } catch (IOException | InterruptedException over) {
            closed(from);
        } finally {
            sockets.remove(from);
        }
    }

    /** Ends when an empty chunk says so, or when its socket was closed. */
    private void write(Socket to, BlockingQueue<Chunk> between, Way way) {
        try {
            OutputStream out = to.getOutputStream();
            while (!to.isClosed()) {
                Chunk chunk = between.poll(1, TimeUnit.SECONDS);
                if (chunk != null) {
                    hold(chunk, to, way);
                    if (chunk.bytes().length == 0) {
                        closed(to);
                    } else {
                        out.write(chunk.bytes());
                    }
                }
            }
        } catch (IOException | InterruptedException over) {
            closed(to);
        }
    }

    private static void hold(Chunk chunk, Socket to, Way way) {
        while (!to.isClosed() && (way.silent || chunk.dueNanos() > System.nanoTime())) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private static void closed(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tear();
        threads.shutdownNow();
    }
}

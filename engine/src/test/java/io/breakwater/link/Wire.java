package io.breakwater.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/** Carries bytes between a follower and a leader, and can be cut: by closing what is open, or by losing bytes. */
public final class Wire implements AutoCloseable {
    private final InetSocketAddress target;
    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    final AtomicLong connections = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private boolean refusing;
    private volatile boolean black;

    public Wire(int port) throws IOException {
        target = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        listening = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** What it has carried, both ways. */
    public long bytes() {
        return bytes.get();
    }

    /** Closes every connection; new ones are taken. */
    public synchronized void drop() {
        sockets.forEach(Wire::closed);
        sockets.clear();
    }

    /** Closes every connection, and new ones at once. */
    public synchronized void cut() {
        refusing = true;
        drop();
    }

    /** Connections stay, and nothing arrives: neither end is told. */
    public void swallow() {
        black = true;
    }

    public synchronized void heal() {
        refusing = false;
        black = false;
        drop();
    }

    /** One that has come before a cut is closed by it, and one that comes after is not taken. */
    private synchronized boolean isTaken(Socket from, Socket to) {
        if (!refusing) {
            sockets.add(from);
            sockets.add(to);
        }
        return !refusing;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                take(listening.accept());
            } catch (IOException over) {
                // This end is closed.
                continue;
            }
        }
    }

    private void take(Socket from) {
        Socket to = new Socket();
        try {
            if (isTaken(from, to)) {
                to.connect(target);
                connections.incrementAndGet();
                threads.execute(() -> carry(from, to));
                threads.execute(() -> carry(to, from));
            } else {
                closed(from);
            }
        } catch (IOException | RejectedExecutionException over) {
            // The leader does not listen, or this wire is closed or cut: nobody waits for what does not come.
            closed(from);
            closed(to);
        }
    }

    private void carry(Socket from, Socket to) {
        byte[] buffer = new byte[16 << 10];
        try (from; to; InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (!black) {
                    out.write(buffer, 0, read);
                    out.flush();
                    bytes.addAndGet(read);
                }
            }
        } catch (IOException over) {
            closed(to);
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
    public void close() throws IOException {
        listening.close();
        drop();
        threads.shutdownNow();
    }
}

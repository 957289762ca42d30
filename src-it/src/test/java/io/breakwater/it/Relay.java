package io.breakwater.it;

import io.breakwater.cassandra.FreePorts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Carries bytes between clients and one server, each way on a thread of its own, and stands for the network between
 * them: it can hold back what comes from or goes to some of the clients, as a cut does whose packets are sent again
 * when it has healed; delay everything; and lose what the server answers or what the clients ask. For any thread.
 */
public final class Relay implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 << 10;
    private static final int BACKLOG = 64;
    private static final long POLL_NANOS = Duration.ofMillis(5).toNanos();
    private static final long MOST_HELD_NANOS = Duration.ofSeconds(5).toNanos();

    private final InetSocketAddress target;
    private final String address;
    private final int port;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private volatile ServerSocket listening;
    private volatile Predicate<String> held = _ -> false;
    private volatile long delayNanos;
    private volatile boolean losingAnswers;
    private volatile boolean losingQuestions;

    /** Listens on a free port of 127.0.0.1; connects to the target only when somebody connects. */
    public Relay(InetSocketAddress target) {
        this("127.0.0.1", target);
    }

    /** The same on another address of this machine. */
    public Relay(String address, InetSocketAddress target) {
        this.target = target;
        this.address = address;
        this.listening = free();
        this.port = listening.getLocalPort();
        threads.execute(() -> accept(listening));
    }

    /** On a port that nobody else is given here, be it that of a process that is down, or this one while it refuses. */
    private ServerSocket free() {
        try {
            return listen(FreePorts.one());
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    private ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, BACKLOG, InetAddress.getByName(address));
    }

    public int port() {
        return port;
    }

    public String contactPoint() {
        return address + ":" + port;
    }

    /** Connections are refused from now on, as the kernel does it where a process has ended. */
    public void refuse() {
        stopListening();
    }

    /** After {@link #refuse}: connections are taken again. */
    public void admit() {
        ServerSocket again = again();
        listening = again;
        threads.execute(() -> accept(again));
    }

    /** The kernel lets go of a port only when the thread that waited there has left. */
    private ServerSocket again() {
        long begun = System.nanoTime();
        while (true) {
            try {
                return listen(port);
            } catch (IOException held) {
                if (System.nanoTime() - begun > MOST_HELD_NANOS) {
                    throw new UncheckedIOException(held);
                }
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
    }

    /** From now on nothing passes, either way, of clients whose address this is true of. Replaces what it was told. */
    public void hold(Predicate<String> addresses) {
        held = addresses;
    }

    /** From now on every read of bytes waits so long before it is passed on. */
    public void delay(Duration each) {
        delayNanos = each.toNanos();
    }

    /** From now on the server's answers are lost, and the questions arrive. */
    public void loseAnswers() {
        losingAnswers = true;
    }

    /** From now on the questions are lost. */
    public void loseQuestions() {
        losingQuestions = true;
    }

    /** Carries everything again: what was held goes on; where bytes were lost, connections are made anew. */
    public void mend() {
        boolean torn = losingAnswers || losingQuestions;
        losingAnswers = false;
        losingQuestions = false;
        delayNanos = 0;
        held = _ -> false;
        if (torn) {
            sockets.forEach(Relay::close);
            sockets.clear();
        }
    }

    private void accept(ServerSocket door) {
        while (!door.isClosed()) {
            Socket client = accepted(door);
            if (client != null) {
                threads.execute(() -> join(client));
            }
        }
    }

    private static Socket accepted(ServerSocket door) {
        try {
            return door.accept();
        } catch (IOException over) {
            return null;
        }
    }

    private void join(Socket client) {
        String address = client.getInetAddress().getHostAddress();
        Socket server = new Socket();
        sockets.add(client);
        sockets.add(server);
        try {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            server.connect(target);
            threads.execute(() -> carry(client, server, address, false));
            carry(server, client, address, true);
        } catch (IOException unreachable) {
            close(client);
            close(server);
        }
    }

    private void carry(Socket from, Socket to, String address, boolean answers) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (from; to; InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                waitFor(address);
                boolean lost = answers ? losingAnswers : losingQuestions;
                if (!lost) {
                    out.write(buffer, 0, read);
                    out.flush();
                }
            }
        } catch (IOException over) {
            close(to);
        } finally {
            sockets.remove(from);
        }
    }

    private void waitFor(String address) {
        LockSupport.parkNanos(delayNanos);
        while (held.test(address) && !threads.isShutdown()) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void stopListening() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stopListening();
        sockets.forEach(Relay::close);
        threads.shutdownNow();
    }
}

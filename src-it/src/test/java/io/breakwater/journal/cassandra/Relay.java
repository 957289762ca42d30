package io.breakwater.journal.cassandra;

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

/**
 * Carries bytes between a client and one Cassandra node, both ways on threads of their own. It can swallow what
 * Cassandra answers, so that writes become ambiguous, or hold back what the client asks.
 */
final class Relay implements AutoCloseable {

    private final ServerSocket listening;
    private final InetSocketAddress target;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private volatile boolean swallowing;
    private volatile boolean dropping;

    Relay(String address, int port) {
        target = new InetSocketAddress(address, port);
        try {
            // The same port on another address: the driver learns addresses from Cassandra and ports from its settings.
            listening = new ServerSocket(0, 64, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    String contactPoint() {
        return "127.0.0.1:" + port();
    }

    /** From now on Cassandra's answers are lost, and the questions arrive. */
    void swallowAnswers() {
        swallowing = true;
    }

    /** From now on the questions are lost. */
    void dropQuestions() {
        dropping = true;
    }

    /** Carries everything again, on new connections. */
    void mend() {
        swallowing = false;
        dropping = false;
        sockets.forEach(Relay::closed);
        sockets.clear();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Socket server = new Socket();
                server.connect(target);
                sockets.add(client);
                sockets.add(server);
                threads.execute(() -> carry(client, server, false));
                threads.execute(() -> carry(server, client, true));
            } catch (IOException over) {
                sockets.forEach(Relay::closed);
            }
        }
    }

    private void carry(Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[64 << 10];
        try (from; to; InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
            int read = in.read(buffer);
            while (read >= 0) {
                boolean lost = answers ? swallowing : dropping;
                if (!lost) {
                    out.write(buffer, 0, read);
                    out.flush();
                }
                read = in.read(buffer);
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
    public void close() {
        closed(sockets);
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }

    private static void closed(Queue<Socket> all) {
        all.forEach(Relay::closed);
    }
}

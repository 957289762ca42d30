package io.breakwater.ops.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One way to call a data center: carries bytes in both directions, but for those that are cut. */
final class RelayRoute {
    private static final int BUFFER = 64 << 10;
    private static final int BACKLOG = 64;

    private final String caller;
    private final String called;
    private final int target;
    private final Set<String> cuts;
    private final ServerSocket listening;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private RelayRoute(String caller, String called, int[] ports, Set<String> cuts) throws IOException {
        this.caller = caller;
        this.called = called;
        this.target = ports[1];
        this.cuts = cuts;
        this.listening = new ServerSocket(ports[0], BACKLOG, InetAddress.getByName("127.0.0.1"));
    }

    /** @param cuts in which {@code a>b} loses what goes from a to b; looked at all the time */
    static RelayRoute open(String route, Set<String> cuts) throws IOException {
        String[] parts = route.split("[>=:]");
        int[] ports = {Integer.parseInt(parts[2]), Integer.parseInt(parts[3])};
        RelayRoute opened = new RelayRoute(parts[0], parts[1], ports, cuts);
        Thread.ofPlatform().name("relay-" + route).start(opened::accept);
        return opened;
    }

    private void accept() {
        try {
            while (!listening.isClosed()) {
                Socket from = listening.accept();
                threads.execute(() -> connect(from));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("the relay from " + caller + " to " + called + " is broken", broken);
        }
    }

    private void connect(Socket from) {
        try {
            Socket to = new Socket(InetAddress.getByName("127.0.0.1"), target);
            sockets.removeIf(Socket::isClosed);
            sockets.add(from);
            sockets.add(to);
            threads.execute(() -> carry(from, to, caller + ">" + called));
            threads.execute(() -> carry(to, from, called + ">" + caller));
        } catch (IOException nobody) {
            close(from);
        }
    }

    /** Where bytes have been lost nothing more is carried: what follows would make no sense to the other end. */
    private void carry(Socket from, Socket to, String direction) {
        byte[] buffer = new byte[BUFFER];
        boolean lost = false;
        try (from; to; InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                lost |= cuts.contains(direction);
                if (!lost) {
                    out.write(buffer, 0, read);
                    out.flush();
                }
            }
        } catch (IOException ended) {
            close(to);
        }
    }

    void closeConnections() {
        sockets.forEach(RelayRoute::close);
        sockets.clear();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

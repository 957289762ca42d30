package io.breakwater.ops.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Bytes between two data centers: carried, lost one way or both, and carried again on new connections. */
class RelayRouteTest {
    private static final int PATIENCE_MILLIS = 300;

    private final Set<String> cuts = ConcurrentHashMap.newKeySet();

    private static Socket connected(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static int said(Socket from, Socket to) throws IOException {
        from.getOutputStream().write(7);
        return to.getInputStream().read();
    }

    @Test
    void whatIsCutIsLostAndNothingIsClosed() throws IOException {
        int port = FreePorts.some(1).getFirst();
        try (ServerSocket b = new ServerSocket(0, 8, InetAddress.getByName("127.0.0.1"))) {
            RelayRoute route = RelayRoute.open("a>b=" + port + ":" + b.getLocalPort(), cuts);
            try (Socket a = connected(port); Socket there = b.accept()) {
                there.setSoTimeout(PATIENCE_MILLIS);
                assertThat(said(a, there)).isEqualTo(7);
                assertThat(said(there, a)).isEqualTo(7);

                cuts.add("a>b");
                assertThatThrownBy(() -> said(a, there)).isInstanceOf(SocketTimeoutException.class);
                assertThat(said(there, a)).as("one way").isEqualTo(7);
                cuts.clear();
                assertThatThrownBy(() -> said(a, there)).as("what follows a loss makes no sense")
                        .isInstanceOf(SocketTimeoutException.class);
                route.closeConnections();
                assertThat(there.getInputStream().read()).isEqualTo(-1);
            }
            try (Socket again = connected(port); Socket there = b.accept()) {
                there.setSoTimeout(PATIENCE_MILLIS);
                assertThat(said(again, there)).isEqualTo(7);
            }
        }
    }
}

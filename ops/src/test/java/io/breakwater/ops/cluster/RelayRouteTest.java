package io.breakwater.ops.cluster;

import io.breakwater.cassandra.FreePorts;
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
    private static final int MOST_MILLIS = 60_000;

    private final Set<String> cuts = ConcurrentHashMap.newKeySet();

    private static Socket connected(int port) throws IOException {
        return new Socket(InetAddress.getByName("127.0.0.1"), port);
    }

    private static int said(Socket from, Socket to) throws IOException {
        return said(from, to, MOST_MILLIS);
    }

    private static int said(Socket from, Socket to, int millis) throws IOException {
        to.setSoTimeout(millis);
        from.getOutputStream().write(7);
        return to.getInputStream().read();
    }

    private static void isLost(Socket from, Socket to, String why) {
        assertThatThrownBy(() -> said(from, to, PATIENCE_MILLIS)).as(why).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void whatIsCutIsLostAndNothingIsClosed() throws IOException {
        int port = FreePorts.one();
        try (ServerSocket b = new ServerSocket(0, 8, InetAddress.getByName("127.0.0.1"))) {
            RelayRoute route = RelayRoute.open("a>b=" + port + ":" + b.getLocalPort(), cuts);
            try (Socket a = connected(port); Socket there = b.accept()) {
                assertThat(said(a, there)).isEqualTo(7);
                assertThat(said(there, a)).isEqualTo(7);

                cuts.add("a>b");
                isLost(a, there, "cut");
                assertThat(said(there, a)).as("one way").isEqualTo(7);
                cuts.clear();
                isLost(a, there, "what follows a loss makes no sense");
                route.closeConnections();
                there.setSoTimeout(MOST_MILLIS);
                assertThat(there.getInputStream().read()).isEqualTo(-1);
            }
            try (Socket again = connected(port); Socket there = b.accept()) {
                assertThat(said(again, there)).isEqualTo(7);
            }
        }
    }
}

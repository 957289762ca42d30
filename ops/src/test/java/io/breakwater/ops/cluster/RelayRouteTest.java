package io.breakwater.ops.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.cassandra.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Bytes between two data centers: carried, lost one way or both, and carried again on new connections. */
class RelayRouteTest {
    private static final int PATIENCE_MILLIS = 300;
    private static final int MOST_MILLIS = 60_000;

    private final Cuts cuts = new Cuts();

    /** What is cut; tells of each time that the relay has bytes to carry, and looks. */
    private static final class Cuts extends CopyOnWriteArraySet<String> {
        private static final long serialVersionUID = 1L;
        private final transient Semaphore looked = new Semaphore(0);

        @Override
        public boolean contains(Object direction) {
            boolean cut = super.contains(direction);
            looked.release();
            return cut;
        }

        void awaitLook() throws InterruptedException {
            assertThat(looked.tryAcquire(MOST_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
        }
    }

    private static Socket connected(int port) throws IOException {
        return new Socket(InetAddress.getByName("127.0.0.1"), port);
    }

    private int said(Socket from, Socket to) throws IOException, InterruptedException {
        return said(from, to, MOST_MILLIS);
    }

    /** Whatever is changed afterwards, the relay has taken this up before. */
    private int said(Socket from, Socket to, int millis) throws IOException, InterruptedException {
        to.setSoTimeout(millis);
        from.getOutputStream().write(7);
        cuts.awaitLook();
        return to.getInputStream().read();
    }

    private void isLost(Socket from, Socket to, String why) {
        assertThatThrownBy(() -> said(from, to, PATIENCE_MILLIS)).as(why).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void whatIsCutIsLostAndNothingIsClosed() throws IOException, InterruptedException {
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

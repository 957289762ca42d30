package io.breakwater.ops.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/** Over a real loopback port. */
class HealthPortTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private static boolean isReady(int answer) throws IOException {
        HttpServer server = HttpServer.create(ANY_PORT, 1);
        server.createContext("/ready", asked -> {
            try (asked) {
                asked.sendResponseHeaders(answer, -1);
            }
        });
        server.start();
        try {
            return new HealthPort("127.0.0.1", server.getAddress().getPort()).isReady();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void whoSaysSoIsReady() throws IOException {
        assertThat(isReady(200)).isTrue();
        assertThat(isReady(503)).isFalse();
    }

    @Test
    void whereNobodyAnswersNobodyIsReady() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HealthPort port = new HealthPort("127.0.0.1", silent.getLocalPort());
            assertThat(port.isReady()).as("connected, and no word").isFalse();
            silent.close();
            assertThat(port.isReady()).as("refused").isFalse();
        }
    }
}

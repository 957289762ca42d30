package io.breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever asks how the node is gets an answer, whatever others do with their connections. */
class HealthServerTest {
    private static final int SLOW = 64;

    private static HttpResponse<String> ask(int port, String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static Socket begin(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.getOutputStream().write("GET /ali".getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void requestsThatAreBegunAndNotEndedKeepNobodyWaiting() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try (HealthServer server = new HealthServer(new ClusterSettings.Address("127.0.0.1", 0),
                List.of(new HealthServer.Question("/alive", () -> ""),
                        new HealthServer.Question("/ready", () -> "the market is not known")))) {
            for (int i = 0; i < SLOW; i++) {
                slow.add(begin(server.port()));
            }
            assertThat(ask(server.port(), "/alive").statusCode()).isEqualTo(200);
            HttpResponse<String> ready = ask(server.port(), "/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).isEqualTo("the market is not known\n");
        } finally {
            for (Socket each : slow) {
                each.close();
            }
        }
    }
}

package io.breakwater.ops.cluster;

import io.breakwater.ops.NodeFault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Tells the relay between data centers what to cut.
 *
 * @param address host:port
 */
public record RelayControl(String address) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int OK = 200;

    /** What goes from one to the other is lost from now on. Answers all that is cut, such as {@code a>b,b>a}. */
    public String cut(String from, String to) throws InterruptedException {
        return ask("/cut/" + from + "%3E" + to);
    }

    /** Everything arrives again, on new connections. */
    public String heal() throws InterruptedException {
        return ask("/heal");
    }

    /** What is cut. */
    public String cuts() throws InterruptedException {
        return ask("/cuts");
    }

    boolean answers() throws InterruptedException {
        try {
            ask("/cuts");
            return true;
        } catch (NodeFault silent) {
            return false;
        }
    }

    private String ask(String path) throws InterruptedException {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://" + address + path)).timeout(PATIENCE).build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new NodeFault("the relay at " + address + " does not understand " + path);
            }
            return answer.body();
        } catch (IOException silent) {
            throw new NodeFault("the relay at " + address + " does not answer: " + silent);
        }
    }
}

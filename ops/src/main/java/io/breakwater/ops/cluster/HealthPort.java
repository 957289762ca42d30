package io.breakwater.ops.cluster;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;

/** Where a node of this machine says how it is. Asked many times while the node starts, so that asking costs little. */
public record HealthPort(String host, int port) {
    private static final int MOST_MILLIS = (int) Duration.ofSeconds(2).toMillis();

    /** What {@code /ready} says now; false where nobody answers within 2 s. */
    public boolean isReady() {
        try {
            HttpURLConnection asked = (HttpURLConnection)
                    URI.create("http://" + host + ":" + port + "/ready").toURL().openConnection(Proxy.NO_PROXY);
            asked.setConnectTimeout(MOST_MILLIS);
            asked.setReadTimeout(MOST_MILLIS);
            try {
                return asked.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                asked.disconnect();
            }
        } catch (IOException silent) {
            return false;
        }
    }
}

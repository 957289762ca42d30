package io.breakwater.feed.live;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.BiConsumer;

/** Fetches whole books from a venue's REST address. */
record Snapshots(HttpClient http, URI rest) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final long MOST_BYTES = 1 << 24;

    /** @param then gets the text and an empty failure, or what failed */
    void fetch(String path, BiConsumer<String, String> then) {
        HttpRequest request = HttpRequest.newBuilder(rest.resolve(path)).timeout(PATIENCE).build();
        var body = HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(), MOST_BYTES);
        http.sendAsync(request, body).whenComplete((answer, failure) -> {
            if (failure != null) {
                then.accept("", String.valueOf(failure.getMessage()));
            } else {
                then.accept(answer.body(), answer.statusCode() == OK ? "" : "status " + answer.statusCode());
            }
        });
    }
}

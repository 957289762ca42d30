package io.breakwater.feed.live;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** One connection: puts messages together, sends in order, ends once. */
final class Line implements WebSocket.Listener {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_CHARS = 1 << 23;
    private static final int MOST_UNSENT = 1_000;

    private final Ends ends;
    private final StringBuilder text = new StringBuilder();
    private final AtomicBoolean isEnded = new AtomicBoolean();
    private final AtomicInteger unsent = new AtomicInteger();
    private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);
    private volatile WebSocket socket;

    Line(Ends ends) {
        this.ends = ends;
    }

    /** Who is told. */
    interface Ends {

        void opened(Line line);

        void received(Line line, String text);

        /** Once, whatever the reason; nothing is received afterwards. */
        void ended(Line line, String reason);
    }

    void open(HttpClient http, URI url) {
        http.newWebSocketBuilder().connectTimeout(PATIENCE).buildAsync(url, this).whenComplete((_, failure) -> {
            if (failure != null) {
                end("cannot connect: " + failure.getMessage());
            }
        });
    }

    @Override
    public void onOpen(WebSocket opened) {
        socket = opened;
        if (isEnded.get()) {
            opened.abort();
            return;
        }
        ends.opened(this);
        opened.request(1);
    }

    /** Messages that nobody takes off our hands end the line. */
    synchronized void send(String message) {
        WebSocket open = socket;
        if (open == null || unsent.incrementAndGet() > MOST_UNSENT) {
            end("too much is unsent");
            return;
        }
        sent = sent.thenCompose(_ -> open.sendText(message, true)).whenComplete((_, failure) -> {
            unsent.decrementAndGet();
            if (failure != null) {
                end("cannot send: " + failure.getMessage());
            }
        });
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
        if (text.length() + part.length() > MOST_CHARS) {
            end("a message of more than " + MOST_CHARS + " characters");
            return null;
        }
        text.append(part);
        if (isLast) {
            String message = text.toString();
            text.setLength(0);
            if (!isEnded.get()) {
                ends.received(this, message);
            }
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        end("closed by the venue: " + code + " " + reason);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        end("broken: " + error.getMessage());
    }

    void end(String reason) {
        if (isEnded.compareAndSet(false, true)) {
            WebSocket open = socket;
            if (open != null) {
                open.abort();
            }
            ends.ended(this, reason);
        }
    }
}

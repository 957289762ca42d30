package io.breakwater.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Says over HTTP how the node is, to whoever starts, stops and routes to nodes: 200 for yes and 503 for no, with the
 * reasons in the body. <dl>
 * <dt>/alive<dd>the node's actors run: where not, nothing but a restart helps
 * <dt>/startup<dd>it has served once: until then it must be given time
 * <dt>/ready<dd>it serves now: where not, ask another, and wait
 * </dl>
 * Beside it, what the node has counted, for whoever gathers that.
 */
final class HealthServer implements AutoCloseable {
    private static final int YES = 200;
    private static final int NO = 503;
    private static final int NOT_ALLOWED = 405;
    private static final int BACKLOG = 16;

    static {
        // The JDK's server reads these when the first one is made, and has no bounds of its own.
        bound("sun.net.httpserver.maxReqTime", 10);
        bound("sun.net.httpserver.maxRspTime", 10);
        bound("jdk.httpserver.maxConnections", 256);
    }

    private final HttpServer server;
    /** One a request: who begins one and does not end it waits alone. */
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("health-", 0).factory());

    /** @param problem why not; empty for yes */
    record Question(String path, Supplier<String> problem) {}

    /** Something to be read, in the text format that Prometheus reads. */
    record Page(String path, Supplier<String> text) {}

    /** @throws IOException where the address cannot be bound */
    HealthServer(ClusterSettings.Address address, Iterable<Question> questions) throws IOException {
        server = HttpServer.create(new InetSocketAddress(address.host(), address.port()), BACKLOG);
        questions.forEach(question -> server.createContext(question.path(), asked -> answer(asked, question)));
        server.setExecutor(threads);
        server.start();
    }

    private static void bound(String property, int value) {
        System.setProperty(property, System.getProperty(property, String.valueOf(value)));
    }

    int port() {
        return server.getAddress().getPort();
    }

    void show(Page page) {
        server.createContext(page.path(), asked -> {
            try (asked) {
                if (isRead(asked, page.path())) {
                    asked.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
                    write(asked, YES, page.text().get());
                }
            }
        });
    }

    private static void answer(HttpExchange asked, Question question) throws IOException {
        try (asked) {
            if (isRead(asked, question.path())) {
                String problem = question.problem().get();
                write(asked, problem.isEmpty() ? YES : NO, (problem.isEmpty() ? "yes" : problem) + "\n");
            }
        }
    }

    private static boolean isRead(HttpExchange asked, String path) throws IOException {
        boolean isRead = asked.getRequestMethod().equals("GET") && asked.getRequestURI().getPath().equals(path);
        if (!isRead) {
            asked.sendResponseHeaders(NOT_ALLOWED, -1);
        }
        return isRead;
    }

    private static void write(HttpExchange asked, int code, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        asked.sendResponseHeaders(code, body.length);
        asked.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

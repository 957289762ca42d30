package io.breakwater.app;

import com.typesafe.config.Config;
import io.breakwater.v1.AuditServiceGrpc;
import io.breakwater.v1.VerifyReport;
import io.breakwater.v1.VerifyRequest;
import io.breakwater.v1.VerifyResponse;
import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** A real node in this process on a free port, and a channel to it. */
public final class RunningNode implements AutoCloseable {
    private final Node node;
    private final ManagedChannel channel;
    private final AtomicReference<Throwable> lost = new AtomicReference<>();

    private RunningNode(Path data, Map<String, String> settings) throws IOException {
        Map<String, String> overrides = new HashMap<>(Map.of(
                "breakwater.data-directory", data.toString(),
                "breakwater.gateway.port", "0",
                "breakwater.lanes.counterparty", "4",
                "breakwater.lanes.instrument", "2"));
        overrides.putAll(settings);
        Config config = Node.config(new Arguments(null, overrides, false));
        this.node = Node.start(EngineSettings.from(config), config, lost::set);
        this.channel = NettyChannelBuilder.forAddress("127.0.0.1", node.port())
                .usePlaintext().maxInboundMessageSize(64 << 20)
                .intercept(askedFirst(config.getString("breakwater.data-center.id"))).build();
    }

    /** Says with every call that this data center is asked first. */
    public static ClientInterceptor askedFirst(String dataCenter) {
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("x-breakwater-data-center", Metadata.ASCII_STRING_MARSHALLER),
                "data-centers/" + dataCenter);
        return MetadataUtils.newAttachHeadersInterceptor(headers);
    }

    /** Starts a node and waits until it serves. @param settings by path, above the built-in ones */
    public static RunningNode start(Path data, Map<String, String> settings) throws IOException {
        RunningNode running = new RunningNode(data, settings);
        try {
            running.node.ready().toCompletableFuture().get(60, TimeUnit.SECONDS);
            return running;
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            running.close();
            throw new IllegalStateException("the node did not start", e);
        }
    }

    public static RunningNode start(Path data) throws IOException {
        return start(data, Map.of());
    }

    public ManagedChannel channel() {
        return channel;
    }

    public int decisionPacksInWork() {
        return node.decisionPacksInWork();
    }

    public int port() {
        return node.port();
    }

    /** What the node says at {@code /metrics}, line by line. */
    public List<String> metrics() throws IOException, InterruptedException {
        URI page = URI.create("http://127.0.0.1:" + node.healthPort() + "/metrics");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(HttpRequest.newBuilder(page).build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.body().lines().toList();
        }
    }

    /** What the audit of all its logs comes to. */
    public VerifyReport verified() {
        Iterator<VerifyResponse> steps = AuditServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(60, TimeUnit.SECONDS).verify(VerifyRequest.getDefaultInstance());
        VerifyResponse last = steps.next();
        while (steps.hasNext()) {
            last = steps.next();
        }
        return last.getReport();
    }

    /** A UUIDv7 of so many milliseconds after now. */
    public static String requestId(long offsetMillis) {
        UUID random = UUID.randomUUID();
        long millis = System.currentTimeMillis() + offsetMillis;
        long most = millis << 16 | 0x7000 | random.getMostSignificantBits() & 0xFFF;
        return new UUID(most, random.getLeastSignificantBits()).toString();
    }

    public static String requestId() {
        return requestId(0);
    }

    @Override
    public void close() {
        channel.shutdownNow();
        try {
            node.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

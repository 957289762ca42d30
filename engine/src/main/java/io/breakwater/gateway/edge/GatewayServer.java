package io.breakwater.gateway.edge;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionService;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gRPC server: the services behind callers' names, deadlines and bounds, health for each of them, and reflection.
 * Health says SERVING only while the node can decide; the port is open before, so that callers hear why not.
 */
public final class GatewayServer {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayServer.class);
    private static final String ALL = "";
    /** It logs a stack trace for every message beyond the bound, which callers could fill the log with. */
    private static final java.util.logging.Logger STREAMS =
            java.util.logging.Logger.getLogger("io.grpc.netty.shaded.io.grpc.netty.NettyServerStream");

    static {
        STREAMS.setLevel(java.util.logging.Level.OFF);
    }

    private final Server server;
    private final ExecutorService calls;
    private final HealthStatusManager health = new HealthStatusManager();
    private final List<String> services = new ArrayList<>();

    private GatewayServer(InetSocketAddress address, ServerBounds bounds, List<BindableService> services) {
        this.calls = callers();
        NettyServerBuilder builder = NettyServerBuilder.forAddress(address)
                .executor(calls)
                .maxInboundMessageSize(bounds.messageBytes())
                .maxInboundMetadataSize(bounds.metadataBytes())
                .maxConcurrentCallsPerConnection(bounds.callsAConnection())
                .maxConnectionIdle(bounds.idle().toMillis(), TimeUnit.MILLISECONDS)
                .keepAliveTime(bounds.keepAlive().toMillis(), TimeUnit.MILLISECONDS)
                .keepAliveTimeout(bounds.keepAlive().toMillis(), TimeUnit.MILLISECONDS)
                .permitKeepAliveTime(1, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .addService(BoundedRequests.of(health.getHealthService(), bounds.messageBytes()))
                .addService(BoundedRequests.of(ProtoReflectionServiceV1.newInstance(), bounds.messageBytes()))
                .addService(BoundedRequests.of(ProtoReflectionService.newInstance(), bounds.messageBytes()));
        CallBound bound = new CallBound(bounds.calls());
        for (BindableService service : services) {
            // The last one sees a call first.
            ServerServiceDefinition bounded = BoundedRequests.of(service, bounds.messageBytes());
            builder.addService(ServerInterceptors.intercept(
                    bounded, new DeadlineInterceptor(), new CallerInterceptor(), bound));
            this.services.add(bounded.getServiceDescriptor().getName());
        }
        this.server = builder.build();
        serving(false);
    }

    /**
     * A few threads, since nothing here waits. What the transport still has to tidy up after the end runs where it
     * is.
     */
    private static ExecutorService callers() {
        int threads = Runtime.getRuntime().availableProcessors();
        return new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name("gateway-", 0).factory(), (task, ended) -> task.run());
    }

    /**
     * Opens the port.
     *
     * @throws IOException where the address cannot be bound
     */
    public static GatewayServer start(InetSocketAddress address, ServerBounds bounds, List<BindableService> services)
            throws IOException {
        GatewayServer gateway = new GatewayServer(address, bounds, services);
        try {
            gateway.server.start();
            return gateway;
        } catch (IOException e) {
            gateway.calls.shutdown();
            throw e;
        }
    }

    /** The port that was bound. */
    public int port() {
        return server.getPort();
    }

    /** Says of every service whether it serves. */
    public void serving(boolean isServing) {
        ServingStatus status = isServing ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
        health.setStatus(ALL, status);
        services.forEach(service -> health.setStatus(service, status));
    }

    /** Takes no new calls, lets open ones end for a while, then ends them. Waits for all of it. */
    public void stop(long graceMillis) {
        health.enterTerminalState();
        server.shutdown();
        try {
            if (!server.awaitTermination(graceMillis, TimeUnit.MILLISECONDS)) {
                server.shutdownNow().awaitTermination(graceMillis, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException interrupted) {
            LOG.warn("interrupted while calls were ending; they are cut");
            server.shutdownNow();
            Thread.currentThread().interrupt();
        } finally {
            calls.shutdown();
        }
    }
}

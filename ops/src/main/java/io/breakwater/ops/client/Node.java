package io.breakwater.ops.client;

import io.breakwater.ops.UsageFault;
import io.breakwater.v1.AdminServiceGrpc;
import io.breakwater.v1.AuditServiceGrpc;
import io.breakwater.v1.CounterpartyServiceGrpc;
import io.breakwater.v1.DecisionServiceGrpc;
import io.breakwater.v1.FactServiceGrpc;
import io.breakwater.v1.FeedServiceGrpc;
import io.breakwater.v1.GetNodeStatusRequest;
import io.breakwater.v1.InstrumentServiceGrpc;
import io.breakwater.v1.LinkServiceGrpc;
import io.breakwater.v1.RegionServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.AbstractStub;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One node as its callers see it: a channel and the API's stubs. Calls through {@link #limited} have a deadline. */
public final class Node implements AutoCloseable {
    /** Answers of streams and lists; requests are at most 4 MiB. */
    private static final int INBOUND_BYTES = 16 << 20;

    private static final String DATA_CENTERS = "data-centers/";

    private final ManagedChannel channel;
    private final Duration deadline;
    private final FirstAsked first = new FirstAsked();

    private Node(NettyChannelBuilder channel, Duration deadline) {
        this.channel = channel.intercept(first).build();
        this.deadline = deadline;
    }

    /** What changes something is asked again under its request id, so that it happens once; streams are not. */
    private static final Map<String, ?> PATIENCE = Map.of("methodConfig", List.of(Map.of(
            "name", Stream.concat(
                    Stream.of(CounterpartyServiceGrpc.SERVICE_NAME, InstrumentServiceGrpc.SERVICE_NAME)
                            .map(service -> Map.of("service", service)),
                    Stream.of(Map.of("service", FactServiceGrpc.SERVICE_NAME, "method", "ReportFacts"))).toList(),
            "retryPolicy", Map.of(
                    "maxAttempts", 30.0,
                    "initialBackoff", "0.2s",
                    "maxBackoff", "1s",
                    "backoffMultiplier", 2.0,
                    "retryableStatusCodes", List.of("UNAVAILABLE")))));

    /** Opens a plaintext channel to host:port; nothing is sent before the first call. */
    public static Node at(String address, Duration deadline) {
        return new Node(channel(address), deadline);
    }

    /** The same; single calls that meet a lane on its way to another node are made again until the deadline. */
    public static Node patientAt(String address, Duration deadline) {
        return new Node(channel(address).maxRetryAttempts(30).defaultServiceConfig(PATIENCE), deadline);
    }

    private static NettyChannelBuilder channel(String address) {
        if (!address.matches(".+:[0-9]{1,5}") || !isPort(address.substring(address.lastIndexOf(':') + 1))) {
            throw new UsageFault("--address " + address + " is not host:port, for example 127.0.0.1:7400");
        }
        return NettyChannelBuilder.forTarget("dns:///" + address)
                .usePlaintext()
                .maxInboundMessageSize(INBOUND_BYTES);
    }

    private static boolean isPort(String digits) {
        int port = Integer.parseInt(digits);
        return 1 <= port && port <= 65_535;
    }

    /** From now on every call says that this data center is asked first. @param id of it, or its name */
    public Node askedFirstAt(String id) {
        first.is(id.startsWith(DATA_CENTERS) ? id : DATA_CENTERS + id);
        return this;
    }

    /**
     * The same with the node's own, for request ids that were not asked anywhere before. Where it does not say in time
     * which one that is, every call from now on fails as that one did: it might have to be said.
     */
    public Node askedFirstHere() {
        try {
            return askedFirstAt(admin(deadline).getNodeStatus(
                    GetNodeStatusRequest.newBuilder().setIdentityOnly(true).build()).getDataCenter());
        } catch (StatusRuntimeException silent) {
            first.isUnknown(silent);
            return this;
        }
    }

    /** What every call says is asked first; empty where none does. */
    public String askedFirst() {
        return first.name();
    }

    /** The stub with this node's deadline from now on. */
    public <S extends AbstractStub<S>> S limited(S stub) {
        return stub.withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS);
    }

    public CounterpartyServiceGrpc.CounterpartyServiceBlockingStub counterparties() {
        return limited(CounterpartyServiceGrpc.newBlockingStub(channel));
    }

    public CounterpartyServiceGrpc.CounterpartyServiceFutureStub counterpartiesLater() {
        return limited(CounterpartyServiceGrpc.newFutureStub(channel));
    }

    public InstrumentServiceGrpc.InstrumentServiceBlockingStub instruments() {
        return limited(InstrumentServiceGrpc.newBlockingStub(channel));
    }

    public InstrumentServiceGrpc.InstrumentServiceFutureStub instrumentsLater() {
        return limited(InstrumentServiceGrpc.newFutureStub(channel));
    }

    public DecisionServiceGrpc.DecisionServiceBlockingStub decisions() {
        return limited(DecisionServiceGrpc.newBlockingStub(channel));
    }

    public FeedServiceGrpc.FeedServiceBlockingStub feeds() {
        return limited(FeedServiceGrpc.newBlockingStub(channel));
    }

    /** Without a deadline. */
    public FeedServiceGrpc.FeedServiceStub feedStream() {
        return FeedServiceGrpc.newStub(channel);
    }

    public LinkServiceGrpc.LinkServiceBlockingStub links() {
        return limited(LinkServiceGrpc.newBlockingStub(channel));
    }

    public RegionServiceGrpc.RegionServiceBlockingStub regions() {
        return limited(RegionServiceGrpc.newBlockingStub(channel));
    }

    public FactServiceGrpc.FactServiceBlockingStub facts() {
        return limited(FactServiceGrpc.newBlockingStub(channel));
    }

    /** Without a deadline: a stream lives as long as its owner. */
    public DecisionServiceGrpc.DecisionServiceStub decisionStream() {
        return DecisionServiceGrpc.newStub(channel);
    }

    /** Without a deadline. */
    public FactServiceGrpc.FactServiceStub factStream() {
        return FactServiceGrpc.newStub(channel);
    }

    public AuditServiceGrpc.AuditServiceBlockingStub audit() {
        return limited(AuditServiceGrpc.newBlockingStub(channel));
    }

    /** For verify and export, which take as long as the logs are long; {@code bound} is the most they may take. */
    public AuditServiceGrpc.AuditServiceBlockingStub longAudit(Duration bound) {
        return AuditServiceGrpc.newBlockingStub(channel).withDeadlineAfter(bound.toMillis(), TimeUnit.MILLISECONDS);
    }

    public AuditServiceGrpc.AuditServiceStub auditStream(Duration bound) {
        return AuditServiceGrpc.newStub(channel).withDeadlineAfter(bound.toMillis(), TimeUnit.MILLISECONDS);
    }

    public AdminServiceGrpc.AdminServiceBlockingStub admin(Duration bound) {
        return AdminServiceGrpc.newBlockingStub(channel).withDeadlineAfter(bound.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}

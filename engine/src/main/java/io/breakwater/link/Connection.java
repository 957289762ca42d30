package io.breakwater.link;

import io.breakwater.link.LinkSettings.Tls;
import io.breakwater.link.v1.BlockLinkServiceGrpc;
import io.breakwater.link.v1.FollowerMessage;
import io.breakwater.link.v1.LeaderMessage;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A follower's stream to a leader. Takes a message only when one before it has been dealt with, so that what waits here
 * is bounded.
 */
final class Connection implements ClientResponseObserver<FollowerMessage, LeaderMessage>, AutoCloseable {
    private static final int MESSAGES_AT_ONCE = 8;
    private static final int MOST_MESSAGE_BYTES = 4 << 20;

    private final ManagedChannel channel;
    private final Listener listener;
    private final Silence silence;
    private ClientCallStreamObserver<FollowerMessage> out;

    /** Hears what comes, on any thread. */
    interface Listener {
        void heard(Connection from, LeaderMessage message);

        void lost(Connection from, String reason);
    }

    private Connection(ManagedChannel channel, LinkClock clock, Listener listener) {
        this.channel = channel;
        this.silence = new Silence(MESSAGES_AT_ONCE, clock.nanos());
        this.listener = listener;
    }

    /**
     * Opens a stream; whether somebody answers is heard later.
     *
     * @throws IOException where own certificates cannot be used
     */
    static Connection open(FollowerSetup setup, String address, Listener listener) throws IOException {
        ManagedChannel channel = channel(address, setup.settings().tls(), setup.expected().certificateName());
        Connection connection = new Connection(channel, setup.clock(), listener);
        BlockLinkServiceGrpc.newStub(connection.channel).follow(connection);
        return connection;
    }

    /**
     * A channel to a leader.
     *
     * @param name that the leader's certificate must be made out to
     * @throws IOException where own certificates cannot be used
     */
    static ManagedChannel channel(String address, Optional<Tls> tls, String name) throws IOException {
        NettyChannelBuilder builder = NettyChannelBuilder.forTarget("dns:///" + address)
                .directExecutor()
                .maxInboundMessageSize(MOST_MESSAGE_BYTES);
        if (tls.isPresent()) {
            builder.sslContext(LinkCertificates.client(tls.get())).overrideAuthority(name);
        } else {
            builder.usePlaintext();
        }
        return builder.build();
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<FollowerMessage> requests) {
        out = requests;
        requests.disableAutoRequestWithInitial(MESSAGES_AT_ONCE);
    }

    @Override
    public void onNext(LeaderMessage message) {
        silence.heard();
        listener.heard(this, message);
    }

    @Override
    public void onError(Throwable failure) {
        Status status = Status.fromThrowable(failure);
        Throwable cause = status.getCause();
        while (cause != null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        listener.lost(this, status.getCode() + " " + status.getDescription()
                + (cause == null ? "" : " (" + cause.getMessage() + ")"));
    }

    @Override
    public void onCompleted() {
        listener.lost(this, "the leader has ended the link");
    }

    void send(FollowerMessage message) {
        out.onNext(message);
    }

    /** A message has been dealt with. */
    void done() {
        silence.done();
        out.request(1);
    }

    /** The leader's. */
    Silence silence() {
        return silence;
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}

package io.breakwater.link;

import io.breakwater.journal.Logs;
import io.breakwater.link.LinkStatus.Carried;
import io.breakwater.link.LinkStatus.Direction;
import io.breakwater.link.v1.BlockLinkServiceGrpc.BlockLinkServiceImplBase;
import io.breakwater.link.v1.FollowerMessage;
import io.breakwater.link.v1.ForwardRequest;
import io.breakwater.link.v1.ForwardResponse;
import io.breakwater.link.v1.LeaderMessage;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The port at which peers' followers are served: one stream a follower; a newer one of the same peer takes the place of
 * the older, whose connection may have died unnoticed. What peers forward is answered there as well.
 */
public final class LinkServer extends BlockLinkServiceImplBase implements LeaderSetup.Listener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LinkServer.class);
    private static final int MOST_SESSIONS = 64;
    private static final int CALLS_A_CONNECTION = 64;
    /** A request of the API, and what is said of it when it is forwarded. */
    private static final int MOST_MESSAGE_BYTES = (4 << 20) + (64 << 10);
    private static final int GRACE_SECONDS = 2;

    private final LeaderSetup setup;
    private final ForwardAnswers forwarded;
    private final Server server;
    private final Map<String, LeaderSession> sessions = new ConcurrentHashMap<>();
    private final Set<LeaderSession> open = ConcurrentHashMap.newKeySet();

    private LinkServer(Party own, Logs logs, LinkSettings settings, LinkClock clock) throws IOException {
        this.setup = new LeaderSetup(own, ServedLogs.own(logs, own.logs()), settings, clock, this);
        this.forwarded = new ForwardAnswers(setup);
        NettyServerBuilder builder = NettyServerBuilder
                .forAddress(new InetSocketAddress(settings.bind(), settings.port()))
                .directExecutor()
                .compressorRegistry(FastGzip.registry())
                .maxInboundMessageSize(MOST_MESSAGE_BYTES)
                .maxConcurrentCallsPerConnection(CALLS_A_CONNECTION)
                .permitKeepAliveTime(1, TimeUnit.SECONDS)
                .addService(ServerInterceptors.intercept(this, new CallerNames()));
        if (settings.tls().isPresent()) {
            builder.sslContext(LinkCertificates.server(settings.tls().get()));
        }
        this.server = builder.build().start();
    }

    /**
     * Opens the port.
     *
     * @param own who serves
     * @param logs its journal
     * @throws IOException where the address cannot be bound, or a certificate cannot be read
     */
    public static LinkServer start(Party own, Logs logs, LinkSettings settings, LinkClock clock)
            throws IOException {
        return new LinkServer(own, logs, settings, clock);
    }

    @Override
    public StreamObserver<FollowerMessage> follow(StreamObserver<LeaderMessage> observer) {
        var out = (ServerCallStreamObserver<LeaderMessage>) observer;
        if (setup.settings().bounds().compressed()) {
            out.setCompression(FastGzip.NAME);
        }
        if (open.size() >= MOST_SESSIONS) {
            out.onError(Status.RESOURCE_EXHAUSTED.withDescription(MOST_SESSIONS + " links are open").asException());
            return new Unheard();
        }
        LeaderSession session = new LeaderSession(setup, out, CallerNames.caller());
        open.add(session);
        return session;
    }

    @Override
    public void forward(ForwardRequest request, StreamObserver<ForwardResponse> observer) {
        forwarded.answer(request, CallerNames.caller(), observer);
    }

    /** What peers forward is answered from now on. */
    public void open(ForwardDesk desk) {
        forwarded.open(desk);
    }

    /** Of a stream that was turned away. */
    private static final class Unheard implements StreamObserver<FollowerMessage> {
        @Override
        public void onNext(FollowerMessage message) {
            LOG.debug("a link that was turned away says more");
        }

        @Override
        public void onError(Throwable failure) {
            LOG.debug("a link that was turned away has ended: {}", failure.toString());
        }

        @Override
        public void onCompleted() {
            LOG.debug("a link that was turned away has ended");
        }
    }

    @Override
    public void ended(LeaderSession session) {
        open.remove(session);
    }

    @Override
    public void welcomed(String peer, LeaderSession session) {
        LeaderSession older = sessions.put(peer, session);
        if (older != null && older != session) {
            older.close("a newer stream of " + peer + " takes its place");
        }
    }

    /** These own logs may have new blocks. From any thread; does not wait. */
    public void rung(Set<String> logs) {
        open.forEach(session -> session.rung(logs));
    }

    /** The port that was bound. */
    public int port() {
        return server.getPort();
    }

    /** One a peer that is set, followed or not. */
    public List<LinkStatus> links() {
        return setup.settings().peers().stream()
                .map(peer -> sessions.containsKey(peer.id()) ? sessions.get(peer.id()).status()
                        : new LinkStatus(peer.id(), Direction.TO_PEER, LinkState.CUT, "",
                                "it has not followed since this node started", 0, 0, List.of(), Carried.NOTHING))
                .toList();
    }

    /** Waits a little for the streams to end. Nobody is let in who comes back at once. */
    @Override
    public void close() {
        server.shutdown();
        open.forEach(session -> session.close("the leader stops"));
        try {
            if (!server.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
                server.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            LOG.warn("interrupted while links were ending; they are cut");
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}

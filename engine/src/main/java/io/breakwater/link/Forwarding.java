package io.breakwater.link;

import com.google.protobuf.ByteString;
import io.breakwater.link.LinkSettings.Peer;
import io.breakwater.link.v1.ForwardRequest;
import io.breakwater.link.v1.ForwardedCall;
import io.grpc.Status;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Takes requests to the data centers that they name, at the ports where those serve their logs, as whom the link's
 * certificate says. One that is silent is waited for no longer than makes a link cut, and nothing is kept for it.
 */
public final class Forwarding implements AutoCloseable {
    /** How long one is tried whose link is cut: it may be the link alone. */
    private static final Duration PATIENCE_WITH_CUT = Duration.ofMillis(300);

    private final Map<String, ForwardWay> ways = new HashMap<>();
    private final LinkBoard board;
    private final Duration patience;

    /** @param own who forwards @param board which links are cut */
    public Forwarding(Party own, LinkSettings settings, LinkBoard board) {
        this.board = board;
        this.patience = settings.rhythm().cutAfter();
        for (Peer peer : settings.peers()) {
            ways.put(peer.id(), new ForwardWay(own, peer, settings.tls()));
        }
    }

    /** Where there is nobody else. */
    public static Forwarding nowhere() {
        return new Forwarding();
    }

    private Forwarding() {
        this.board = List::of;
        this.patience = PATIENCE_WITH_CUT;
    }

    /** Number of a peer; empty where it is none. */
    public OptionalInt number(String dataCenter) {
        ForwardWay way = ways.get(dataCenter);
        return way == null ? OptionalInt.empty() : OptionalInt.of(way.peer().number());
    }

    /**
     * The answer. Fails with {@link Unreached} where none came in time, and with a {@link io.grpc.StatusException}
     * or {@link io.grpc.StatusRuntimeException} where the request was not taken, or too many are on their way.
     *
     * @param dataCenter id of the one that the request names
     * @param expiresAtNanos by {@link System#nanoTime}
     */
    public CompletionStage<ByteString> send(String dataCenter, Forwarded forwarded, long expiresAtNanos) {
        ForwardWay way = ways.get(dataCenter);
        if (way == null) {
            return CompletableFuture.failedStage(Status.NOT_FOUND
                    .withDescription(dataCenter + " is no peer of this data center").asException());
        }
        long now = System.nanoTime();
        Duration most = isCut(dataCenter) ? PATIENCE_WITH_CUT : patience;
        return way.send(ForwardRequest.newBuilder().setCall(call(forwarded.call()))
                .setCaller(forwarded.caller()).setTrace(forwarded.trace()).setRequest(forwarded.request()),
                now + Math.min(expiresAtNanos - now, most.toNanos()));
    }

    private static ForwardedCall call(Forwarded.Call call) {
        return switch (call) {
            case DECIDE -> ForwardedCall.FORWARDED_CALL_DECIDE;
            case REPORT_FACTS -> ForwardedCall.FORWARDED_CALL_REPORT_FACTS;
        };
    }

    /** Requests go the way by which this one follows that one. */
    private boolean isCut(String dataCenter) {
        return board.links().stream().anyMatch(link -> link.peer().equals(dataCenter)
                && link.direction() == LinkStatus.Direction.FROM_PEER && link.state() == LinkState.CUT);
    }

    /** What is on its way fails. */
    @Override
    public void close() {
        ways.values().forEach(ForwardWay::close);
    }
}

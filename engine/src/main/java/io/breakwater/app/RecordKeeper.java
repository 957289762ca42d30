package io.breakwater.app;

import io.breakwater.gateway.region.RecordDuties;
import io.breakwater.kernel.RequestId;
import io.breakwater.kernel.Unending;
import io.breakwater.link.LinkBoard;
import io.breakwater.link.LinkSettings;
import io.breakwater.link.LinkState;
import io.breakwater.link.record.OwnLease;
import io.breakwater.link.record.PeerLeases;
import io.breakwater.link.record.RecordSettings;
import io.breakwater.link.record.SiteEntry;
import io.breakwater.link.record.SiteRecord;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews this data center's lease, on every node; on one of them it also books what was agreed elsewhere, fences who
 * has certainly lost its lease while its links are cut, and does in limits what a fence, or the end of one, asks for:
 * they follow the record. All on one thread, a round after the other.
 */
final class RecordKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecordKeeper.class);
    private static final long VERSION = 7L << 12;
    private static final long VARIANT = 1L << 63;

    private final Parts parts;
    private final OwnLease lease;
    private final PeerLeases leases;
    private final Map<Integer, Long> cutSinceNanos = new HashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("record").factory());
    private boolean reached;
    private boolean busy;

    /**
     * What it works with.
     *
     * @param here number of this data center
     * @param leads whether this node is the one that acts for the data center
     * @param clockMicros epoch micros, for ids
     */
    record Parts(int here, RecordSettings settings, SiteRecord record, List<LinkSettings.Peer> peers, LinkBoard board,
            RecordDuties duties, BooleanSupplier leads, LongSupplier clockMicros) {}

    private RecordKeeper(Parts parts, OwnLease lease) {
        this.parts = parts;
        this.lease = lease;
        this.leases = new PeerLeases(parts.settings().lease());
    }

    static RecordKeeper start(Parts parts, OwnLease lease) {
        RecordKeeper keeper = new RecordKeeper(parts, lease);
        long nanos = parts.settings().renew().toNanos();
        keeper.thread.scheduleWithFixedDelay(
                new Unending(keeper::round, bug -> LOG.error("a round with the record of data centers failed", bug)),
                0, nanos, TimeUnit.NANOSECONDS);
        return keeper;
    }

    private void round() {
        noteCuts(System.nanoTime());
        if (busy) {
            return;
        }
        busy = true;
        long began = System.nanoTime();
        CompletableFuture.completedFuture(null)
                .thenCompose(_ -> parts.record().renew(lease.known()))
                .thenComposeAsync(answer -> {
                    lease.answered(began, answer);
                    return parts.leads().getAsBoolean() ? led() : CompletableFuture.completedStage(null);
                }, thread)
                .whenCompleteAsync((_, failure) -> ended(failure), thread);
    }

    private void ended(Throwable failure) {
        busy = false;
        if (reached != (failure == null)) {
            reached = failure == null;
            LOG.warn("the record of data centers {}", reached ? "answers" : "is not reached: " + failure);
        }
    }

    private CompletionStage<?> led() {
        return parts.record().sites()
                .thenComposeAsync(sites -> {
                    long now = System.nanoTime();
                    sites.values().forEach(entry -> leases.read(entry, now));
                    return lease.isFenced() ? CompletableFuture.completedStage(null) : fences(sites, now);
                }, thread)
                .thenComposeAsync(_ -> parts.record().terms(), thread)
                .thenComposeAsync(terms -> parts.duties().book(terms, this::newId), thread);
    }

    private CompletionStage<?> fences(Map<Integer, SiteEntry> sites, long now) {
        CompletionStage<?> done = CompletableFuture.completedStage(null);
        for (LinkSettings.Peer peer : parts.peers()) {
            SiteEntry entry = sites.get(peer.number());
            if (entry != null && entry.isFenced()) {
                done = done.thenComposeAsync(_ -> parts.duties().fence(peer.number(), newId()), thread);
            } else if (isGone(peer, now)) {
                done = done.thenComposeAsync(_ -> fence(peer, now), thread);
            } else if (entry != null && entry.isKnown()) {
                done = done.thenComposeAsync(_ -> parts.duties().readmit(peer.number(), newId()), thread);
            }
        }
        return done;
    }

    private CompletionStage<?> fence(LinkSettings.Peer peer, long now) {
        SiteEntry seen = leases.ended(peer.number(), now);
        return parts.record().fence(seen, parts.here()).thenComposeAsync(after -> {
            LOG.warn("data center {} {}: its link is cut and its lease has ended", peer.id(),
                    after.isFenced() ? "is fenced" : "was to be fenced and has renewed its lease");
            return after.isFenced() ? parts.duties().fence(peer.number(), newId())
                    : CompletableFuture.completedStage(List.of());
        }, thread);
    }

    private boolean isGone(LinkSettings.Peer peer, long now) {
        Long since = cutSinceNanos.get(peer.number());
        long bound = parts.settings().fenceAfter().toNanos();
        return bound > 0 && since != null && now - since >= bound && leases.ended(peer.number(), now) != null;
    }

    private void noteCuts(long now) {
        for (LinkSettings.Peer peer : parts.peers()) {
            boolean heard = parts.board().links().stream()
                    .anyMatch(end -> end.peer().equals(peer.id()) && end.state() == LinkState.CONNECTED);
            if (heard) {
                cutSinceNanos.remove(peer.number());
            } else {
                cutSinceNanos.putIfAbsent(peer.number(), now);
            }
        }
    }

    private RequestId newId() {
        long millis = TimeUnit.MICROSECONDS.toMillis(parts.clockMicros().getAsLong());
        return new RequestId(millis << 16 | VERSION | random.nextInt(1 << 12), VARIANT | random.nextLong() >>> 2, 0);
    }

    @Override
    public void close() {
        thread.shutdownNow();
        parts.record().close();
    }
}

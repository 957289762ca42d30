package io.breakwater.app;

import io.breakwater.actors.board.TapeDuty;
import io.breakwater.audit.Identity;
import io.breakwater.audit.restore.NodeRestore;
import io.breakwater.domain.counterparty.CounterpartyAggregate;
import io.breakwater.domain.instrument.InstrumentAggregate;
import io.breakwater.domain.scope.ScopeAggregate;
import io.breakwater.domain.span.SpanAggregate;
import io.breakwater.journal.BackupRefused;
import io.breakwater.journal.LogStore;
import io.breakwater.link.Follower;
import io.breakwater.link.FollowerSetup;
import io.breakwater.link.LinkClock;
import io.breakwater.link.LinkSettings;
import io.breakwater.link.LinkState;
import io.breakwater.link.LinkStatus;
import io.breakwater.link.Party;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Brings what peers have copied of logs that are being restored. All of them are asked, one after the other: the
 * longest copy is the log, and a peer that cannot be asked may have it.
 *
 * @param patience how long a peer may say nothing new before the restore is given up
 */
record PeerTails(EngineSettings settings, Duration patience) implements NodeRestore.Tail {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    @Override
    public void bring(LogStore store, Identity identity) throws InterruptedException {
        LinkSettings links = settings.links();
        if (links.peers().isEmpty()) {
            throw new BackupRefused("--from-peers needs breakwater.links.peers in the settings");
        }
        Party own = new Party(identity.environment(), identity.dataCenter(), identity.number(), counts());
        for (LinkSettings.Peer peer : links.peers()) {
            FollowerSetup setup = new FollowerSetup(own, peer, store, links,
                    LinkClock.of(() -> NodeClock.micros(Clock.systemUTC().instant())), () -> Long.MAX_VALUE)
                    .forOwnTail();
            try (Follower follower = Follower.start(setup)) {
                await(follower, peer);
            }
        }
    }

    /** As {@link Wiring#laneCounts} has them when a node runs. */
    private SortedMap<String, Integer> counts() {
        EngineSettings.Lanes lanes = settings.lanes();
        return new TreeMap<>(Map.of(
                new CounterpartyAggregate().kind(), lanes.counterparty(),
                new InstrumentAggregate().kind(), lanes.instrument(),
                new ScopeAggregate().kind(), lanes.scope(),
                new SpanAggregate().kind(), lanes.span(),
                TapeDuty.LANE.kind(), TapeDuty.LANE.count()));
    }

    /** Until all is here that the peer has; given up where nothing has come for long. */
    private void await(Follower follower, LinkSettings.Peer peer) throws InterruptedException {
        long blocks = 0;
        long movedNanos = System.nanoTime();
        LinkStatus status = follower.status();
        while (status.state() != LinkState.CONNECTED || status.caughtUpMicros() == 0 || status.lagBlocks() > 0) {
            if (status.state() == LinkState.REFUSED) {
                throw new BackupRefused(peer.id() + " does not give back what it has copied: " + status.reason());
            }
            if (status.carried().blocks() > blocks) {
                blocks = status.carried().blocks();
                movedNanos = System.nanoTime();
            }
            if (System.nanoTime() - movedNanos > patience.toNanos()) {
                throw new BackupRefused(peer.id() + " cannot be asked what it has copied (" + status.reason()
                        + "); to go on without it, and lose what only it has, take it out of breakwater.links.peers");
            }
            LockSupport.parkNanos(LOOK_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException("while " + peer.id() + " was asked");
            }
            status = follower.status();
        }
    }
}

package io.breakwater.app;

import io.breakwater.actors.support.Lasting;
import io.breakwater.audit.Beginning;
import io.breakwater.audit.Families;
import io.breakwater.link.FollowerActor;
import io.breakwater.link.FollowerSetup;
import io.breakwater.link.ForwardDesk;
import io.breakwater.link.Forwarding;
import io.breakwater.link.LinkBoard;
import io.breakwater.link.LinkClock;
import io.breakwater.link.LinkServer;
import io.breakwater.link.LinkSettings;
import io.breakwater.link.LinkStatus;
import io.breakwater.link.LocalLinks;
import io.breakwater.link.Party;
import io.breakwater.link.SharedLinks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.ClusterSingleton;
import org.apache.pekko.cluster.typed.SingletonActor;

/**
 * Links of a node: the port at which peers are served, on every node, and a follower for each peer, on one of them.
 *
 * @param server null where nobody is served
 * @param board all of the data center's links, whichever node has them
 * @param forwarding of requests that name a peer
 */
record Links(LinkServer server, LinkBoard board, Forwarding forwarding) implements AutoCloseable {
    private static final Duration LEAST_PAUSE = Duration.ofMillis(200);
    private static final Duration MOST_PAUSE = Duration.ofSeconds(10);
    private static final double JITTER = 0.5;

    /**
     * @throws IOException where the port cannot be bound or a certificate cannot be used
     * @throws SettingFault where peers cannot be given what was removed of the tape
     */
    static Links start(LaneParts parts, Wiring wiring, NodeJournal journal) throws IOException {
        EngineSettings settings = parts.settings();
        LinkSettings links = settings.links();
        refuseTrimmed(links, journal);
        Party own = new Party(settings.environment(), settings.home().id(), settings.home().number(),
                wiring.laneCounts());
        LinkServer server = !links.serves() ? null
                : Ports.opened("breakwater.links", links.bind() + ":" + links.port(),
                        () -> LinkServer.start(own, journal.store().logs(), links,
                                LinkClock.of(parts.clockMicros())));
        if (server != null) {
            parts.bell().listen(server::rung);
        }
        LocalLinks followed = new LocalLinks();
        LongSupplier free = settings.journal() == NodeJournal.Kind.EMBEDDED
                ? () -> freeBytes(Path.of(journal.store().place())) : () -> Long.MAX_VALUE;
        for (LinkSettings.Peer peer : links.peers()) {
            follow(parts.system(), followed,
                    new FollowerSetup(own, peer, journal.store(), links, LinkClock.of(parts.clockMicros()), free)
                            .telling(parts.bell()));
        }
        SharedLinks shared = parts.links();
        if (links.peers().isEmpty()) {
            return new Links(server, shared, Forwarding.nowhere());
        }
        LinkBoard ends = () -> Stream
                .concat(followed.links().stream(), server == null ? Stream.empty() : server.links().stream())
                .filter(end -> end.heardMicros() > 0 || end.direction() == LinkStatus.Direction.FROM_PEER).toList();
        Lasting.start(
                parts.system(), LinkReporting.of(ends, shared, links.rhythm().beat()), "link-reporting");
        return new Links(server, shared, new Forwarding(own, links, shared));
    }

    /** A peer's copy begins with the first block. */
    private static void refuseTrimmed(LinkSettings links, NodeJournal journal) {
        long begins = Beginning.number(journal.store().logs(), Families.TAPE);
        if (links.serves() && begins > 0) {
            throw new SettingFault("breakwater.links.port", "is " + links.port() + ", and the tape was trimmed: it"
                    + " begins behind block " + begins + ", peers copy it from its first block",
                    "set it to " + LinkSettings.OFF + ", or restore a backup of before");
        }
    }

    private static void follow(ActorSystem<?> system, LocalLinks board, FollowerSetup setup) {
        ClusterSingleton.get(system).init(SingletonActor.of(
                Behaviors.supervise(FollowerActor.of(setup, board)).onFailure(
                        SupervisorStrategy.restartWithBackoff(LEAST_PAUSE, MOST_PAUSE, JITTER)),
                "link-from-" + setup.peer().id()));
    }

    private static long freeBytes(Path directory) {
        try {
            return Files.getFileStore(directory).getUsableSpace();
        } catch (IOException unknown) {
            throw new UncheckedIOException("the disk of " + directory + " cannot be asked for room", unknown);
        }
    }

    /** Where peers are served; −1 where they are not. */
    int port() {
        return server == null ? LinkSettings.OFF : server.port();
    }

    /** What peers forward is answered from now on. */
    void open(ForwardDesk desk) {
        if (server != null) {
            server.open(desk);
        }
    }

    /** Peers are served no more, and nothing is forwarded; followers end with the system. */
    @Override
    public void close() {
        forwarding.close();
        if (server != null) {
            server.close();
        }
    }
}

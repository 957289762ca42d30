package io.breakwater.app;

import io.breakwater.actors.board.ViewSetup;
import io.breakwater.actors.lane.Courier;
import io.breakwater.actors.lane.LaneDuty;
import io.breakwater.actors.lane.LaneId;
import io.breakwater.actors.lane.LaneReader;
import io.breakwater.actors.lane.LaneRouter;
import io.breakwater.actors.lane.LaneSettings;
import io.breakwater.actors.lane.LaneSetup;
import io.breakwater.actors.lane.LaneSharding;
import io.breakwater.actors.lane.LaneStatus;
import io.breakwater.actors.lane.ViewSource;
import io.breakwater.actors.peer.BlockBell;
import io.breakwater.actors.peer.Peer;
import io.breakwater.actors.peer.PeerCopies;
import io.breakwater.actors.peer.PeerFold;
import io.breakwater.actors.peer.PeerReader;
import io.breakwater.actors.peer.PeerReaderSetup;
import io.breakwater.actors.peer.PeerReading;
import io.breakwater.actors.scope.PeerAges;
import io.breakwater.actors.support.Lasting;
import io.breakwater.actors.wire.LaneKinds;
import io.breakwater.domain.Aggregate;
import io.breakwater.link.LinkStatus;
import io.breakwater.link.SharedLinks;
import io.breakwater.log.LaneFold;
import io.breakwater.log.LogName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.cluster.typed.Cluster;

/**
 * What lanes of every kind are made with.
 *
 * @param clockMicros epoch micros
 * @param watcher hears how each lane is
 * @param copies of peers' logs
 * @param leased whether this data center holds its lease in the record
 * @param links to peers, as all nodes here have told of them
 * @param fenced which of them are
 * @param bell hears of each block that is durable
 */
record LaneParts(ActorSystem<?> system, EngineSettings settings, ViewSource views, LongSupplier clockMicros,
        ActorRef<LaneStatus> watcher, PeerCopies copies, BooleanSupplier leased, SharedLinks links,
        FencedPeers fenced, LogBell bell) {
    /** After it a lane that was asked for its state is taken for not serving. */
    private static final Duration READING = Duration.ofSeconds(3);

    /**
     * Starts the lanes of a kind.
     *
     * @param duties made anew each time a lane starts
     */
    <S, C, E> RouterDoor<S, C> start(
            Aggregate<S, C, E> aggregate, int lanes, Supplier<List<LaneDuty<S, C, E>>> duties) {
        return start(aggregate, lanes, settings.lane(), _ -> duties.get());
    }

    /**
     * The same for lanes that book what the same lanes of other data centers say.
     *
     * @param fold what that comes to
     * @param duties of a lane, made anew each time it starts
     */
    <S, C, E> RouterDoor<S, C> start(Aggregate<S, C, E> aggregate, int lanes, PeerFold<C> fold,
            Function<LaneId, List<LaneDuty<S, C, E>>> duties) {
        if (settings.links().peers().isEmpty()) {
            return start(aggregate, lanes, settings.lane(), duties);
        }
        ActorRef<PeerReader.Message<S, C>> reader = reader(aggregate, fold);
        return start(aggregate, lanes, settings.lane(), id -> {
            List<LaneDuty<S, C, E>> all = new ArrayList<>(duties.apply(id));
            all.add(new PeerReading<>(id, reader, false));
            return all;
        });
    }

    /**
     * The same for lanes with a rhythm of their own.
     *
     * @param duties of a lane, made anew each time it starts
     */
    <S, C, E> RouterDoor<S, C> start(Aggregate<S, C, E> aggregate, int lanes, LaneSettings rhythm,
            Function<LaneId, List<LaneDuty<S, C, E>>> duties) {
        String kind = aggregate.kind();
        LaneKinds.get(system).add(aggregate);
        LaneRouter<S, C> router = LaneSharding.start(system, kind, lanes, id -> new LaneSetup<>(
                id, aggregate, fold(id, aggregate), rhythm, views, clockMicros, () -> rung(id, duties.apply(id)),
                watcher));
        IntFunction<LaneFold<S, C, E>> folds = lane -> fold(new LaneId(kind, lane, lanes), aggregate);
        return new RouterDoor<>(kind, router,
                Lasting.start(system, LaneReader.of(router, folds, READING), "reader-" + kind));
    }

    private <S, C, E> List<LaneDuty<S, C, E>> rung(LaneId id, List<LaneDuty<S, C, E>> duties) {
        List<LaneDuty<S, C, E>> all = new ArrayList<>(duties);
        all.add(new BlockBell<>(id.name(), bell));
        return all;
    }

    <S, C, E> LaneFold<S, C, E> fold(LaneId id, Aggregate<S, C, E> aggregate) {
        return new LaneFold<>(new LogName(settings.environment(), settings.home().id(), id.name()), aggregate);
    }

    ViewSetup viewSetup() {
        return new ViewSetup(Cluster.get(system).selfMember().address().toString(), settings.cluster().stale(),
                settings.cluster().isShared());
    }

    /** A reader of what peers' lanes of a kind have made durable, for the lanes of that kind on this node. */
    <S, C, E> ActorRef<PeerReader.Message<S, C>> reader(
            Aggregate<S, C, E> aggregate, PeerFold<C> fold) {
        List<Peer> peers = peers();
        PeerReaderSetup<C> setup = new PeerReaderSetup<>(aggregate.kind(), settings.environment(),
                settings.home().number(), peers, copies, fold, aggregate.bindsThroughView(),
                fold(new LaneId(aggregate.kind(), 0, 1), aggregate).reader(), settings.spans().read(),
                settings.market().patience(), clockMicros);
        ActorRef<PeerReader.Message<S, C>> started = Lasting.start(system,
                PeerReader.of(setup), "peer-reader-" + aggregate.kind(), DispatcherSelector.blocking());
        bell.listen(logs -> started.tell(new PeerReader.Rung<>(logs)));
        return started;
    }

    /** How old what is known of each peer is. */
    Map<String, Long> caughtUpMicros() {
        return links.links().stream().filter(link -> link.direction() == LinkStatus.Direction.FROM_PEER)
                .collect(Collectors.toMap(LinkStatus::peer, LinkStatus::caughtUpMicros));
    }

    /** The same, with which of them are fenced. */
    PeerAges ages() {
        return new PeerAges() {
            @Override
            public Map<String, Long> caughtUpMicros() {
                return LaneParts.this.caughtUpMicros();
            }

            @Override
            public Optional<Set<String>> fenced() {
                return fenced.known().map(all -> peers().stream().filter(peer -> all.contains(peer.number()))
                        .map(Peer::id).collect(Collectors.toSet()));
            }
        };
    }

    /** The other data centers. */
    List<Peer> peers() {
        return settings.links().peers().stream().map(peer -> new Peer(peer.id(), peer.number())).toList();
    }

    <C> ActorRef<Courier.Message<C>> courier(String name) {
        Courier.CourierSetup setup = new Courier.CourierSetup(
                name, settings.home().number(), settings.market().patience(), clockMicros);
        return Lasting.start(system, Courier.<C>of(setup), "courier-" + name);
    }
}

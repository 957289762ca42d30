package io.breakwater.app;

import io.breakwater.actors.lane.LaneId;
import io.breakwater.actors.peer.PeerBookings;
import io.breakwater.actors.peer.PeerStanding;
import io.breakwater.actors.peer.PeerWitness;
import io.breakwater.actors.peer.PeerWitnessSetup;
import io.breakwater.actors.peer.RestrictionChange;
import io.breakwater.actors.support.Lasting;
import io.breakwater.domain.Aggregate;
import io.breakwater.domain.RestrictionNews;
import io.breakwater.domain.counterparty.CounterpartyAggregate;
import io.breakwater.domain.counterparty.CounterpartyEvent;
import io.breakwater.domain.instrument.InstrumentAggregate;
import io.breakwater.domain.instrument.InstrumentEvent;
import io.breakwater.domain.scope.ScopeAggregate;
import io.breakwater.domain.scope.ScopeEvent;
import io.breakwater.gateway.edge.Elsewhere;
import io.breakwater.link.LinkBoard;
import io.breakwater.link.LinkState;
import io.breakwater.link.LinkStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.DispatcherSelector;

/** What other data centers have booked, read from the copies of their logs. */
record PeerWitnesses(ActorRef<PeerWitness.Message> witness) implements Elsewhere {
    /** While somebody waits. */
    private static final Duration LOOK = Duration.ofMillis(25);

    static Elsewhere start(LaneParts parts) {
        if (parts.peers().isEmpty()) {
            return (_, _) -> CompletableFuture.completedStage(List.of());
        }
        Map<String, PeerBookings<?>> bookings = Map.of(
                new CounterpartyAggregate().kind(), bookings(parts, new CounterpartyAggregate(),
                        CounterpartyEvent::restrictionNews),
                new InstrumentAggregate().kind(), bookings(parts, new InstrumentAggregate(),
                        InstrumentEvent::restrictionNews),
                new ScopeAggregate().kind(), bookings(parts, new ScopeAggregate(), ScopeEvent::restrictionNews));
        PeerWitnessSetup setup = new PeerWitnessSetup(parts.settings().home().id(), parts.peers(), parts.copies(),
                bookings, peer -> silence(parts.links(), peer), LOOK);
        return new PeerWitnesses(Lasting.start(parts.system(),
                PeerWitness.of(setup), "peer-witness", DispatcherSelector.blocking()));
    }

    private static <S, C, E> PeerBookings<E> bookings(
            LaneParts parts, Aggregate<S, C, E> aggregate, Function<E, RestrictionNews> news) {
        return new PeerBookings<>(aggregate.eventType(), news, aggregate.bindsThroughView(),
                parts.fold(new LaneId(aggregate.kind(), 0, 1), aggregate).reader());
    }

    /** Why nothing is heard of a peer now, or nothing gets there; empty where both directions may be open. */
    private static String silence(LinkBoard links, String peer) {
        return links.links().stream()
                .filter(link -> link.peer().equals(peer)
                        && (link.state() == LinkState.CUT || link.state() == LinkState.REFUSED))
                .map(PeerWitnesses::said).findFirst().orElse("");
    }

    private static String said(LinkStatus link) {
        String way = switch (link.direction()) {
            case FROM_PEER -> "the link from it is ";
            case TO_PEER -> "the link to it is ";
        };
        return way + link.state() + (link.reason().isEmpty() ? "" : ": " + link.reason());
    }

    @Override
    public CompletionStage<List<PeerStanding>> of(RestrictionChange change, long untilNanos) {
        CompletableFuture<List<PeerStanding>> answer = new CompletableFuture<>();
        witness.tell(new PeerWitness.Ask(change, untilNanos, answer));
        return answer;
    }
}

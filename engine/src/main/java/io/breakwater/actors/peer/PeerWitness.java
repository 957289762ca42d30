package io.breakwater.actors.peer;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells which data centers have a change of a restriction in force: those of which a block has come back over the link
 * that was written when all up to it had been read, which is once it binds, or that books it where that binds by
 * itself. It looks at the copies for as long as it is asked
 * to wait, and names the others pending. Nothing rests on it: what is in force is decided by each lane's own log. Runs
 * where it may wait for the store.
 */
public final class PeerWitness extends AbstractBehavior<PeerWitness.Message> {
    private static final Logger LOG = LoggerFactory.getLogger(PeerWitness.class);
    /** Looked at for one question at a time, forwards and backwards. */
    private static final int MOST_BLOCKS = 64;
    /** Questions at a time; beyond it one is answered at once. */
    private static final int MOST_OPEN = 256;

    /** What the witness is told. */
    public sealed interface Message {}

    /**
     * Wants to know where a change is in force.
     *
     * @param untilNanos by {@link System#nanoTime}: what is not known then is pending
     * @param answer one standing a peer; never fails
     */
    public record Ask(RestrictionChange change, long untilNanos, CompletableFuture<List<PeerStanding>> answer)
            implements Message {}

    private record Look() implements Message {}

    /**
     * A question that is open.
     *
     * @param next block of each peer's copy that was not looked at yet, by peer
     * @param first block of each that was: a repeat may ask for what was booked long ago
     */
    private record Open(Ask ask, Map<Peer, Long> next, Map<Peer, Long> first, Map<Peer, PeerStanding> known) {

        static Open of(Ask ask) {
            return new Open(ask, new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        }
    }

    private final PeerWitnessSetup setup;
    private final TimerScheduler<Message> timers;
    private final List<Open> open = new ArrayList<>();

    private PeerWitness(ActorContext<Message> context, TimerScheduler<Message> timers, PeerWitnessSetup setup) {
        super(context);
        this.timers = timers;
        this.setup = setup;
    }

    public static Behavior<Message> of(PeerWitnessSetup setup) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> new PeerWitness(context, timers, setup)));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::on).build();
    }

    private Behavior<Message> on(Message message) {
        switch (message) {
            case Ask ask -> ask(ask);
            case Look() -> look();
        }
        return this;
    }

    private void ask(Ask ask) {
        Open asked = Open.of(ask);
        if (open.size() >= MOST_OPEN) {
            settle(asked, "too much is waited for here");
        } else if (!isSettled(asked)) {
            if (open.isEmpty()) {
                timers.startTimerWithFixedDelay(new Look(), setup.period());
            }
            open.add(asked);
        }
    }

    private void look() {
        for (Iterator<Open> each = open.iterator(); each.hasNext();) {
            if (isSettled(each.next())) {
                each.remove();
            }
        }
        if (open.isEmpty()) {
            timers.cancel(new Look());
        }
    }

    /** Looks at what is new; true where it was answered. */
    private boolean isSettled(Open asked) {
        boolean hopeful = false;
        for (Peer peer : setup.peers()) {
            if (!asked.known().containsKey(peer)) {
                look(asked, peer);
                hopeful |= !asked.known().containsKey(peer) && setup.silence().apply(peer.id()).isEmpty();
            }
        }
        boolean over = !hopeful || System.nanoTime() - asked.ask().untilNanos() >= 0;
        if (over) {
            settle(asked, "it has not said so yet");
        }
        return over;
    }

    private void look(Open asked, Peer peer) {
        try {
            PeerStanding found = found(asked, peer);
            if (found != null) {
                asked.known().put(peer, found);
            }
        } catch (RuntimeException unreadable) {
            LOG.warn("the copy of {} of {} cannot be read now", asked.ask().change().log(), peer.id(), unreadable);
            asked.known().put(peer, new PeerStanding(peer.id(), 0, "its copy here cannot be read now"));
        }
    }

    private PeerStanding found(Open asked, Peer peer) {
        String log = asked.ask().change().log();
        long next = asked.next().computeIfAbsent(peer, fresh -> setup.copies().highest(peer.id(), log) + 1);
        List<byte[]> newer = setup.copies().read(peer.id(), log, next, MOST_BLOCKS);
        asked.next().put(peer, next + newer.size());
        PeerStanding found = found(asked.ask().change(), peer, newer);
        if (found != null) {
            return found;
        }
        long end = asked.first().getOrDefault(peer, next);
        long first = Math.max(1, end - MOST_BLOCKS);
        asked.first().put(peer, first);
        return end == first ? null : found(asked.ask().change(), peer,
                setup.copies().read(peer.id(), log, first, (int) (end - first)));
    }

    private PeerStanding found(RestrictionChange change, Peer peer, List<byte[]> blocks) {
        PeerBookings<?> bookings = setup.bookings().get(change.kind());
        for (byte[] block : blocks) {
            PeerStanding standing = bookings.standing(block, peer, setup.dataCenter() + "/" + change.log(), change);
            if (standing != null) {
                return standing;
            }
        }
        return null;
    }

    private void settle(Open asked, String otherwise) {
        List<PeerStanding> all = new ArrayList<>();
        for (Peer peer : setup.peers()) {
            PeerStanding known = asked.known().get(peer);
            String silence = setup.silence().apply(peer.id());
            all.add(known != null ? known
                    : new PeerStanding(peer.id(), 0, silence.isEmpty() ? otherwise : silence));
        }
        asked.ask().answer().complete(List.copyOf(all));
    }
}

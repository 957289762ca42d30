package io.breakwater.actors.board;

import io.breakwater.domain.TradingState;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.actor.typed.receptionist.Receptionist;

/**
 * Asks every member whether its view shows a control, for whoever placed it and wants to know who has it. What they say
 * is what they decide by. Nothing rests on it: that a control is in force before it is acknowledged is the
 * {@link ViewFeed}'s matter.
 */
public final class RollCall extends AbstractBehavior<RollCall.Message> {
    private static final Duration PATIENCE = Duration.ofMillis(500);
    /** Calls at a time; beyond it one is answered at once, by nobody. */
    private static final int MOST_CALLS = 256;

    /** What the roll call is told. */
    public sealed interface Message {}

    /**
     * Wants to know who shows an instrument in this state or a stricter one.
     *
     * @param answer gets the addresses of the nodes that do; never fails
     */
    public record Call(String instrument, TradingState least, CompletableFuture<Set<String>> answer)
            implements Message {}

    private record Heard(ViewMessage message) implements Message {}

    private record Found(Set<ActorRef<ViewMessage>> members) implements Message {}

    /** Nobody waits for this call any more; told by the roll call to itself. */
    record Late(long call) implements Message {}

    private record Open(Set<String> silent, Set<String> showing, CompletableFuture<Set<String>> answer) {}

    private final ViewSetup setup;
    private final Duration patience;
    private final TimerScheduler<Message> timers;
    private final ActorRef<ViewMessage> door;
    private final Map<Long, Open> open = new HashMap<>();
    private Set<ActorRef<ViewMessage>> members = Set.of();
    private long calls;

    private RollCall(ActorContext<Message> context, TimerScheduler<Message> timers, ViewSetup setup,
            Duration patience) {
        super(context);
        this.setup = setup;
        this.patience = patience;
        this.timers = timers;
        this.door = context.messageAdapter(ViewMessage.class, Heard::new);
        ActorRef<Receptionist.Listing> listings = context.messageAdapter(Receptionist.Listing.class,
                listing -> new Found(Set.copyOf(listing.getAllServiceInstances(ViewFeed.SHOWING))));
        context.getSystem().receptionist().tell(Receptionist.subscribe(ViewFeed.SHOWING, listings));
    }

    /** One a node. */
    public static Behavior<Message> of(ViewSetup setup) {
        return of(setup, PATIENCE);
    }

    /** @param patience after it, who has not answered is taken for not showing it */
    static Behavior<Message> of(ViewSetup setup, Duration patience) {
        return Behaviors.setup(context -> Behaviors.withTimers(
                timers -> new RollCall(context, timers, setup, patience)));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::on).build();
    }

    private Behavior<Message> on(Message message) {
        switch (message) {
            case Call call -> ask(call);
            case Heard(ViewMessage.Named named) -> heard(named);
            case Heard _ -> { }
            case Found(Set<ActorRef<ViewMessage>> found) -> members = found;
            case Late(long call) -> end(call);
        }
        return this;
    }

    private void ask(Call call) {
        if (members.isEmpty() || open.size() >= MOST_CALLS) {
            call.answer().complete(Set.of());
            return;
        }
        long id = ++calls;
        Set<String> silent = new HashSet<>();
        for (ActorRef<ViewMessage> member : members) {
            silent.add(setup.nodeOf(member));
            member.tell(new ViewMessage.Roll(id, call.instrument(), call.least(), door));
        }
        open.put(id, new Open(silent, new HashSet<>(), call.answer()));
        timers.startSingleTimer(id, new Late(id), patience);
    }

    private void heard(ViewMessage.Named named) {
        Open call = open.get(named.call());
        if (call != null && call.silent().remove(named.node())) {
            if (named.shows()) {
                call.showing().add(named.node());
            }
            if (call.silent().isEmpty()) {
                timers.cancel(named.call());
                end(named.call());
            }
        }
    }

    private void end(long id) {
        Open call = open.remove(id);
        if (call != null) {
            call.answer().complete(Set.copyOf(call.showing()));
        }
    }
}

package io.breakwater.app;

import io.breakwater.app.ClusterSettings.Ended;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Down;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives up a member whose process has certainly ended: it is silent, and its port refuses connections. That a silent
 * member is frozen, slow or cut off takes seconds to tell; that one was killed is known at once. Acts only on the side
 * that the split-brain resolver would keep, since whatever stands between two nodes may refuse in a member's place.
 * Only speed depends on it: the log decides who has a lane.
 */
final class Coroner extends AbstractBehavior<Coroner.Message> {
    private static final Logger LOG = LoggerFactory.getLogger(Coroner.class);
    private static final Set<MemberStatus> COUNTED = Set.of(MemberStatus.up(), MemberStatus.leaving());
    private static final Set<MemberStatus> GONE =
            Set.of(MemberStatus.down(), MemberStatus.exiting(), MemberStatus.removed());

    /** What the coroner is told. */
    sealed interface Message {}

    private record Look() implements Message {}

    private record Knocked(Address address, boolean refused) implements Message {}

    private final Cluster cluster;
    private final Ended settings;
    private final Knock knock;
    /** Refusals in a row, of members that are silent. */
    private final Map<Address, Integer> refusals = new HashMap<>();
    private final Set<Address> asked = new HashSet<>();

    private Coroner(ActorContext<Message> context, TimerScheduler<Message> timers, Ended settings, Knock knock) {
        super(context);
        this.cluster = Cluster.get(context.getSystem());
        this.settings = settings;
        this.knock = knock;
        timers.startTimerWithFixedDelay(new Look(), settings.interval());
    }

    /** One a node. */
    static Behavior<Message> of(Ended settings, Knock knock) {
        return settings.refusals() == 0
                ? Behaviors.ignore()
                : Behaviors.setup(context ->
                        Behaviors.withTimers(timers -> new Coroner(context, timers, settings, knock)));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::on).build();
    }

    private Behavior<Message> on(Message message) {
        switch (message) {
            case Look() -> look();
            case Knocked(Address address, boolean refused) -> knocked(address, refused);
        }
        return this;
    }

    private void look() {
        Set<Address> silent = silent();
        refusals.keySet().retainAll(silent);
        for (Address address : silent) {
            if (asked.add(address)) {
                getContext().pipeToSelf(knock.isRefused(address),
                        (refused, failure) -> new Knocked(address, failure == null && refused));
            }
        }
    }

    /** Members that do not answer and that nobody has given up. */
    private Set<Address> silent() {
        Set<Address> silent = new HashSet<>();
        for (Member member : cluster.state().getUnreachable()) {
            if (!GONE.contains(member.status())) {
                silent.add(member.address());
            }
        }
        return silent;
    }

    private void knocked(Address address, boolean refused) {
        asked.remove(address);
        Set<Address> silent = silent();
        if (!refused || !silent.contains(address)) {
            refusals.remove(address);
            return;
        }
        if (refusals.merge(address, 1, Integer::sum) >= settings.refusals() && goesOn(counted(), silent)) {
            LOG.warn("{} is silent and its port refuses: its process has ended, its lanes are taken over", address);
            refusals.remove(address);
            cluster.manager().tell(new Down(address));
        }
    }

    private List<Address> counted() {
        return StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
                .filter(member -> COUNTED.contains(member.status())).map(Member::address).toList();
    }

    /** Whether those who answer are the side that keep-majority keeps: the larger, of equal ones the lowest address. */
    static boolean goesOn(Collection<Address> members, Set<Address> silent) {
        List<Address> answering = members.stream().filter(member -> !silent.contains(member)).toList();
        if (answering.size() * 2 != members.size()) {
            return answering.size() * 2 > members.size();
        }
        return members.stream().min(Member.addressOrdering()::compare).filter(answering::contains).isPresent();
    }
}

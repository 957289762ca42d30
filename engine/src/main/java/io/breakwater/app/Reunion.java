package io.breakwater.app;

import io.breakwater.actors.cluster.ClusterMessage;
import io.breakwater.actors.cluster.ClusterStanding;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.ActorPath;
import org.apache.pekko.actor.ActorSelection;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.RootActorPath;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Adapter;
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
 * Finds out that there is a second cluster of this data center, and ends this one where it is the one that gives way:
 * all its members are given up at once, as the resolver does it, and whatever supervises their processes starts them as
 * members of the other. A cluster that moves, and one that does not answer, is left alone.
 *
 * <p>Never both give way. Both decide by how they stand themselves and by an answer that is at most one look old, and
 * both have been the same for {@value #LOOKS} looks by then: what either of them sees is what the other one saw.
 */
final class Reunion extends AbstractBehavior<ClusterMessage> {
    /** Where other clusters find it, below {@code /system}. */
    static final String NAME = "reunion";

    private static final Logger LOG = LoggerFactory.getLogger(Reunion.class);
    /** In the time after which a cluster is settled. */
    private static final int LOOKS = 5;
    private static final int MOST_STRANGERS = 16;

    /**
     * What it goes by.
     *
     * @param settings as in {@link ClusterStanding#settings}
     * @param seeds where a node that starts asks to be let in
     * @param settled how long a cluster has to be the same before it gives way or is given way to; zero: never
     */
    record Setup(List<String> settings, List<Address> seeds, Duration settled) {}

    private final Cluster cluster;
    private final Setup setup;
    private final long lookNanos;
    private List<ClusterStanding.Member> unchanged = List.of();
    private long sinceNanos;
    private long round;
    private long askedNanos;
    /** Nodes of other clusters that have asked since the last look; they are asked back. */
    private final Set<Address> strangers = new HashSet<>();
    /** Of which the log has told already that it gives way. */
    private List<ClusterStanding.Member> gaveWay = List.of();

    private Reunion(ActorContext<ClusterMessage> context, TimerScheduler<ClusterMessage> timers, Setup setup) {
        super(context);
        this.cluster = Cluster.get(context.getSystem());
        this.setup = setup;
        Duration look = setup.settled().dividedBy(LOOKS);
        this.lookNanos = look.toNanos();
        timers.startTimerWithFixedDelay(ClusterMessage.Look.NOW, look);
    }

    /** One a node, by the name of {@link #NAME}. */
    static Behavior<ClusterMessage> of(Setup setup) {
        return setup.settled().isZero()
                ? Behaviors.ignore()
                : Behaviors.setup(context -> Behaviors.withTimers(timers -> new Reunion(context, timers, setup)));
    }

    @Override
    public Receive<ClusterMessage> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::on).build();
    }

    private Behavior<ClusterMessage> on(ClusterMessage message) {
        switch (message) {
            case ClusterMessage.Look _ -> look();
            case ClusterMessage.Which(long asked, var replyTo) -> answer(asked, replyTo);
            case ClusterMessage.Told(long answered, ClusterStanding other) -> told(answered, other);
        }
        return this;
    }

    private void look() {
        List<ClusterStanding.Member> now = standing().members();
        if (!isQuiet() || !now.equals(unchanged)) {
            unchanged = now;
            sinceNanos = System.nanoTime();
        }
        round++;
        askedNanos = System.nanoTime();
        if (isQuiet()) {
            Set<Address> asked = new HashSet<>(setup.seeds());
            asked.addAll(strangers);
            asked.removeAll(addresses());
            asked.forEach(this::ask);
        }
        strangers.clear();
    }

    /** Only where somebody listens: remoting goes on for a while about each node that it does not reach. */
    private void ask(Address address) {
        ActorPath there = new RootActorPath(address, "/").child("system").child(NAME);
        ActorSelection node = Adapter.toClassic(getContext()).actorSelection(there);
        ClusterMessage.Which which = new ClusterMessage.Which(round, getContext().getSelf());
        Knock.isTaken(address).thenAccept(isTaken -> {
            if (isTaken) {
                node.tell(which, org.apache.pekko.actor.ActorRef.noSender());
            }
        });
    }

    private void answer(long asked, ActorRef<ClusterMessage> replyTo) {
        Address from = Adapter.toClassic(replyTo).path().address();
        if (strangers.size() < MOST_STRANGERS && !addresses().contains(from)) {
            strangers.add(from);
        }
        replyTo.tell(new ClusterMessage.Told(asked, standing()));
    }

    /** What was asked before the last look, or is late for another reason, may be otherwise by now. */
    private void told(long answered, ClusterStanding other) {
        if (answered != round || System.nanoTime() - askedNanos > lookNanos) {
            return;
        }
        ClusterStanding own = standing();
        if (own.givesWayTo(other)) {
            LOG.warn("{} are a second cluster of this data center: {}, which are this one, give way to it, and join it"
                    + " when they are started again", addresses(other), addresses(own));
            giveWay();
        } else if (other.givesWayTo(own) && !other.members().equals(gaveWay)) {
            gaveWay = other.members();
            LOG.warn("{} are a second cluster of this data center, and give way to this one", addresses(other));
        }
    }

    /** Once. The others hear of it from this node, so that it goes last. */
    private void giveWay() {
        unchanged = List.of();
        Address self = cluster.selfMember().address();
        addresses().stream().filter(address -> !address.equals(self))
                .forEach(address -> cluster.manager().tell(new Down(address)));
        cluster.manager().tell(new Down(self));
    }

    private ClusterStanding standing() {
        List<ClusterStanding.Member> members = members().stream().map(member -> new ClusterStanding.Member(
                shown(member.address()), member.uniqueAddress().longUid())).sorted().toList();
        boolean isSettled = isQuiet() && members.equals(unchanged)
                && System.nanoTime() - sinceNanos >= setup.settled().toNanos();
        return new ClusterStanding(setup.settings(), members, isSettled,
                setup.seeds().stream().anyMatch(addresses()::contains));
    }

    private boolean isQuiet() {
        List<Member> members = members();
        return !members.isEmpty() && cluster.state().getUnreachable().isEmpty()
                && members.stream().allMatch(member -> member.status() == MemberStatus.up());
    }

    private List<Member> members() {
        return StreamSupport.stream(cluster.state().getMembers().spliterator(), false).toList();
    }

    private Set<Address> addresses() {
        return members().stream().map(Member::address).collect(Collectors.toSet());
    }

    private static List<String> addresses(ClusterStanding standing) {
        return standing.members().stream().map(ClusterStanding.Member::address).toList();
    }

    private static String shown(Address address) {
        return address.getHost().orElse("?") + ":" + address.getPort().orElse(0);
    }
}

package io.breakwater.app;

import io.breakwater.actors.support.Lasting;
import io.breakwater.link.LinkBoard;
import io.breakwater.link.LinkReport;
import io.breakwater.link.SharedLinks;
import java.time.Duration;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.apache.pekko.cluster.typed.Cluster;

/** Tells all nodes of the data center, this one among them, how the ends of links on this node are. */
final class LinkReporting {
    private static final ServiceKey<byte[]> HEARING = ServiceKey.create(byte[].class, "links");

    private sealed interface Message {}

    private record Found(Set<ActorRef<byte[]>> nodes) implements Message {}

    private record Beat() implements Message {}

    private LinkReporting() {}

    /**
     * Tells, and hears the others.
     *
     * @param own the ends on this node
     * @param shared what all have told
     */
    static Behavior<?> of(LinkBoard own, SharedLinks shared, Duration beat) {
        return Behaviors.<Message>setup(context -> Behaviors.withTimers(timers -> {
            // An actor of its own: the receptionist watches what registers and what subscribes by different words.
            ActorRef<byte[]> inbox = context.spawn(Lasting.of(hearing(shared)), "hearing");
            context.getSystem().receptionist().tell(Receptionist.register(HEARING, inbox));
            context.getSystem().receptionist().tell(Receptionist.subscribe(HEARING, context.messageAdapter(
                    Receptionist.Listing.class, listing -> new Found(listing.getServiceInstances(HEARING)))));
            timers.startTimerWithFixedDelay(new Beat(), beat);
            String node = Cluster.get(context.getSystem()).selfMember().uniqueAddress().toString();
            return telling(new Telling(node, own), Set.of(inbox));
        }));
    }

    private record Telling(String node, LinkBoard own) {}

    private static Behavior<byte[]> hearing(SharedLinks shared) {
        return Behaviors.receiveMessage(report -> {
            shared.told(LinkReport.read(report));
            return Behaviors.same();
        });
    }

    private static Behavior<Message> telling(Telling telling, Set<ActorRef<byte[]>> nodes) {
        return Behaviors.receive(Message.class)
                .onMessage(Found.class, found -> telling(telling, found.nodes()))
                .onMessage(Beat.class, beat -> {
                    byte[] report = new LinkReport(telling.node(), telling.own().links()).bytes();
                    nodes.forEach(each -> each.tell(report));
                    return Behaviors.same();
                })
                .build();
    }
}

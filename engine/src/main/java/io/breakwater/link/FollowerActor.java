package io.breakwater.link;

import io.breakwater.link.LinkStatus.Direction;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Holds a follower on one node of the data center at a time. It hears nothing: the follower has a thread of its own,
 * and begins where its copies end wherever it starts.
 */
public final class FollowerActor {

    /** Nothing is told to it. */
    public interface Message {}

    private FollowerActor() {}

    /** @param board shows how it is while it runs here */
    public static Behavior<Message> of(FollowerSetup setup, LocalLinks board) {
        return Behaviors.setup(context -> {
            Follower follower = Follower.start(setup);
            Supplier<LinkStatus> status = follower::status;
            board.put(setup.peer().id(), Direction.FROM_PEER, status);
            return Behaviors.receive(Message.class)
                    .onSignal(PostStop.class, stopped -> {
                        board.remove(setup.peer().id(), Direction.FROM_PEER, status);
                        follower.close();
                        return Behaviors.same();
                    })
                    .build();
        });
    }
}

package io.breakwater.feed.run;

import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ShardedDaemonProcess;

/** One process a feed, on one node of the data center at a time, started elsewhere when that node dies. */
public final class FeedProcesses {
    private static final Duration LEAST_PAUSE = Duration.ofMillis(200);
    private static final Duration MOST_PAUSE = Duration.ofSeconds(30);
    private static final double JITTER = 0.5;

    private FeedProcesses() {}

    public static void start(ActorSystem<?> system, List<FeedSettings> feeds, FeedSetup setup) {
        if (!feeds.isEmpty()) {
            ShardedDaemonProcess.get(system).init(FeedActor.Message.class, "feeds", feeds.size(),
                    number -> process(feeds.get(number), setup));
        }
    }

    /** One that fails is started anew, later each time. */
    static Behavior<FeedActor.Message> process(FeedSettings feed, FeedSetup setup) {
        return Behaviors.supervise(FeedActor.of(feed, setup)).onFailure(
                SupervisorStrategy.restartWithBackoff(LEAST_PAUSE, MOST_PAUSE, JITTER));
    }
}

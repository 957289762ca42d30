package io.breakwater.app;

import io.breakwater.actors.peer.UnseenTrades;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which data centers any limit here says to be fenced, looked up once a second. */
final class FencedPeers implements UnseenTrades.Fences {
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(FencedPeers.class);

    private volatile Set<Integer> fenced;

    /** Looks it up until the system ends; never where no other data center is linked. */
    void keep(ActorSystem<?> system, Supplier<CompletionStage<Set<Integer>>> lookUp) {
        system.scheduler().scheduleWithFixedDelay(Duration.ZERO, PERIOD,
                () -> lookUp.get().whenComplete((found, failure) -> {
                    if (failure == null) {
                        fenced = found;
                    } else {
                        LOG.debug("which data centers are fenced is not known now: {}", failure.toString());
                    }
                }), system.executionContext());
    }

    @Override
    public boolean isKnown() {
        return fenced != null;
    }

    @Override
    public boolean isFenced(int dataCenter) {
        Set<Integer> known = fenced;
        return known != null && known.contains(dataCenter);
    }
}

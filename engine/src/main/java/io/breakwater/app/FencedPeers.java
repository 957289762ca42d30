package io.breakwater.app;

import io.breakwater.actors.peer.UnseenTrades;
import io.breakwater.kernel.Unending;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which data centers any limit here says to be fenced, looked up once a second. */
final class FencedPeers implements UnseenTrades.Fences {
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(FencedPeers.class);

    /** @param number counts looks from 1 on, as they begin */
    private record Look(long number, Set<Integer> fenced) {

        private Look later(Look that) {
            return that.number > number ? that : this;
        }
    }

    private final AtomicLong begun = new AtomicLong();
    private final AtomicReference<Look> latest = new AtomicReference<>(new Look(0, Set.of()));

    /** Looks it up until the system ends; never where no other data center is linked. */
    void keep(ActorSystem<?> system, Supplier<CompletionStage<Set<Integer>>> lookUp) {
        system.scheduler().scheduleWithFixedDelay(Duration.ZERO, PERIOD,
                new Unending(() -> look(lookUp), FencedPeers::unknown), system.executionContext());
    }

    private void look(Supplier<CompletionStage<Set<Integer>>> lookUp) {
        long number = begun.incrementAndGet();
        lookUp.get().whenComplete((found, failure) -> {
            if (failure == null) {
                latest.accumulateAndGet(new Look(number, found), Look::later);
            } else {
                unknown(failure);
            }
        });
    }

    private static void unknown(Throwable failure) {
        LOG.debug("which data centers are fenced is not known now: {}", failure.toString());
    }

    /** By the last look that has ended; empty where none has. */
    Optional<Set<Integer>> known() {
        return after(0);
    }

    @Override
    public long begun() {
        return begun.get();
    }

    @Override
    public Optional<Set<Integer>> after(long looks) {
        Look known = latest.get();
        return known.number() > looks ? Optional.of(known.fenced()) : Optional.empty();
    }
}

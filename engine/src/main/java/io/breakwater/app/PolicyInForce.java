package io.breakwater.app;

import io.breakwater.actors.lane.ViewSource;
import io.breakwater.domain.policy.Policy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the policy that a node is set up with is the one by which it decides: what the tape shows counts, and that
 * only gives way to a higher version. A node that is alone does not run by another policy than it was told; one among
 * others goes on by the common one and says so, or a roll-out would stop whoever is not there yet.
 *
 * @param configured empty: whatever the tape shows
 * @param alone true where no other node could have put a newer one on the tape
 */
record PolicyInForce(Optional<Policy> configured, boolean alone, ViewSource views) {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyInForce.class);
    private static final Duration LATER = Duration.ofMillis(20);
    /** Looks of a node among others: whoever has the tape may have been told of an older policy, or of none. */
    private static final int LOOKS = 250;

    /**
     * Done once the tape shows it or a newer one; after five seconds also where others have the tape and it does not.
     *
     * @param system whose lanes serve
     * @return fails with a {@link SettingFault} where the tape shows another one, on a node that is alone
     */
    CompletionStage<Void> await(ActorSystem<?> system) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        look(system, done, LOOKS);
        return done;
    }

    private void look(ActorSystem<?> system, CompletableFuture<Void> done, int left) {
        boolean awaited = configured.isPresent() && version() < configured.get().version();
        if (awaited && (alone || left > 1)) {
            system.scheduler().scheduleOnce(LATER, () -> look(system, done, left - 1), system.executionContext());
        } else {
            settle(done);
        }
    }

    private void settle(CompletableFuture<Void> done) {
        String clash = configured.map(this::clash).orElse("");
        if (clash.isEmpty() || !alone) {
            if (!clash.isEmpty()) {
                LOG.error("decides by the policy of version {} that the tape shows: {}", version(), clash);
            }
            done.complete(null);
        } else {
            done.completeExceptionally(new SettingFault("breakwater.policy.version", clash,
                    "set it to " + (version() + 1) + " or higher, or leave breakwater.policy out to keep the tape's"));
        }
    }

    /** Empty where the tape shows it. */
    private String clash(Policy policy) {
        return policy.equals(views.current().policy()) ? ""
                : policy.version() == version()
                        ? "is " + version() + ", and the tape shows other values under that version"
                        : "is " + policy.version() + ", and the tape shows version " + version();
    }

    /** Of the policy in force. */
    long version() {
        return views.current().policy().version();
    }
}

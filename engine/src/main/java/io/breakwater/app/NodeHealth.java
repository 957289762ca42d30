package io.breakwater.app;

import io.breakwater.actors.lane.LaneStatus;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears how every lane of this node is and says whether the node serves: it does when all of them do. */
final class NodeHealth {
    private static final Logger LOG = LoggerFactory.getLogger(NodeHealth.class);

    private final int lanes;
    private final Consumer<Boolean> whenChanged;
    private final Map<String, LaneStatus> statuses = new ConcurrentSkipListMap<>();
    private final RepeatedFailure failure = new RepeatedFailure();
    private volatile boolean serves;
    private volatile List<String> silent = List.of();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    /**
     * @param lanes how many run on this node at least before it serves: all of a node that is alone, none of one that
     *     shares them
     * @param whenChanged told whether the node serves, each time that may have changed
     */
    NodeHealth(int lanes, Consumer<Boolean> whenChanged) {
        this.lanes = lanes;
        this.whenChanged = whenChanged;
    }

    /**
     * Done when all lanes serve for the first time; fails with a {@link BrokenLog} where the node is alone and one of
     * them never will.
     */
    CompletionStage<Void> ready() {
        return ready;
    }

    Behavior<LaneStatus> behavior() {
        return Behaviors.receiveMessage(status -> {
            heard(status);
            return Behaviors.same();
        });
    }

    private void heard(LaneStatus status) {
        if (status instanceof LaneStatus.Stopped) {
            statuses.remove(status.lane());
        } else {
            statuses.put(status.lane(), status);
        }
        switch (status) {
            case LaneStatus.Recovering _, LaneStatus.Serving _, LaneStatus.Stopped _ -> LOG.debug("{}", status);
            case LaneStatus.BackingOff(String lane, Throwable cause, long delay) -> {
                LOG.warn("{} failed and starts again in {} ms: {}", lane, delay, RepeatedFailure.reason(cause));
                failure.news(cause).ifPresent(trace -> LOG.warn("{} failed so", lane, trace));
            }
            case LaneStatus.Refused(String lane, String place, String remedy) -> {
                LOG.error("{} does not start: its log is broken at {}. {}", lane, place, remedy);
                endWhereAlone(new BrokenLog(lane, place, remedy));
            }
        }
        serves = statuses.size() >= lanes
                && statuses.values().stream().allMatch(each -> each instanceof LaneStatus.Serving);
        announce();
        if (status instanceof LaneStatus.Serving) {
            failure.ended();
        }
        if (serves && lanes > 0) {
            ready.complete(null);
        }
    }

    /** One that shares the lanes goes on with the others; it would only hand this one to the next node. */
    private void endWhereAlone(BrokenLog broken) {
        if (lanes > 0) {
            ready.completeExceptionally(broken);
        }
    }

    /**
     * Lanes that this node shares with others have not answered it in time, so that it does not serve: said once as
     * long as they are the same. Whoever runs them knows why.
     */
    void awaits(List<String> lanes) {
        if (!lanes.isEmpty() && !lanes.equals(silent)) {
            LOG.warn("the node does not serve yet: {} do not answer; /ready of whoever runs them says why", lanes);
        }
        silent = lanes;
    }

    /** The lanes that this node shares with others serve, wherever they run. */
    void allServe() {
        serves = true;
        silent = List.of();
        announce();
        ready.complete(null);
    }

    /** It will never serve. */
    void failed(Throwable cause) {
        ready.completeExceptionally(cause);
    }

    /** Whether the lane serves on this node. */
    boolean serves(String lane) {
        return statuses.get(lane) instanceof LaneStatus.Serving;
    }

    /** Why this node's lanes do not serve, and whose answers it waits for; empty where there is nothing. */
    String problem() {
        Map<String, String> down = new TreeMap<>();
        statuses.forEach((lane, status) -> {
            if (!(status instanceof LaneStatus.Serving)) {
                down.put(lane, shown(status));
            }
        });
        String own = down.isEmpty() ? "" : "lanes that do not serve: " + down;
        String others = silent.isEmpty() ? "" : "lanes that do not answer, wherever they run: " + silent;
        return own + (own.isEmpty() || others.isEmpty() ? "" : "\n") + others;
    }

    private static String shown(LaneStatus status) {
        return switch (status) {
            case LaneStatus.Refused(String _, String place, String remedy) ->
                    "Refused: its log is broken at " + place + ". " + remedy;
            case LaneStatus.BackingOff(String _, Throwable cause, long _) ->
                    "BackingOff: " + RepeatedFailure.reason(cause);
            case LaneStatus.Recovering _, LaneStatus.Serving _, LaneStatus.Stopped _ ->
                    status.getClass().getSimpleName();
        };
    }

    /** Tells again what was told last, for somebody who was not there yet. */
    synchronized void announce() {
        whenChanged.accept(serves);
    }

    /** A lane's log is not what was written; the message says where and what to do. */
    static final class BrokenLog extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BrokenLog(String lane, String place, String remedy) {
            super("the log of " + lane + " is broken at " + place + ". " + remedy, null, false, false);
        }
    }
}

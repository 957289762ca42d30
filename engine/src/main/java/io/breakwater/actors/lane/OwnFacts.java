package io.breakwater.actors.lane;

import io.breakwater.kernel.Outcome;
import io.breakwater.kernel.Outcome.Verdict;
import io.breakwater.log.LaneState;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** A lane's duties together, and the packs in which the facts that they book travel. Owned by the front alone. */
final class OwnFacts<S, C, E> {
    /** The caller in the envelopes of what a lane books by itself. */
    static final String CALLER = "engine";

    private final List<LaneDuty<S, C, E>> duties;
    private final OwnIds ids;
    private final ActorRef<LaneReply> nobody;

    OwnFacts(List<LaneDuty<S, C, E>> duties, OwnIds ids, ActorRef<LaneReply> nobody) {
        this.duties = duties;
        this.ids = ids;
        this.nobody = nobody;
    }

    void serving(LaneState<S> state, ActorRef<LaneCommand<S, C>> lane) {
        duties.forEach(duty -> duty.serving(state, lane));
    }

    void durable(LaneState<S> state, byte[] block) {
        duties.forEach(duty -> duty.durable(state, block));
    }

    boolean isDecidedElsewhere(RequestIds ids) {
        for (LaneDuty<S, C, E> duty : duties) {
            if (duty.isDecidedElsewhere(ids)) {
                return true;
            }
        }
        return false;
    }

    void stopped() {
        duties.forEach(LaneDuty::stopped);
    }

    /** False when a duty wants answers without an event held back. */
    boolean answered(long ticket) {
        boolean free = true;
        for (LaneDuty<S, C, E> duty : duties) {
            free &= duty.answered(ticket);
        }
        return free;
    }

    void released(long ticket) {
        duties.forEach(duty -> duty.released(ticket));
    }

    /** False when a duty wants the answers held back. */
    boolean committed(long ticket, Decided<S, C, E> decided) {
        if (duties.isEmpty()) {
            return true;
        }
        Batch<S, C> batch = decided.batch();
        var change = new LaneDuty.Change<>(
                ticket, batch.entity(), batch.state(), decided.candidate(), decided.events(),
                batch.context().nowMicros());
        boolean free = true;
        for (LaneDuty<S, C, E> duty : duties) {
            free &= duty.committed(change);
        }
        return free;
    }

    /** Looks for commands that came past their rate. */
    void settled(Decided<S, C, E> decided) {
        if (duties.isEmpty() || decided.recorded() == decided.batch().size()) {
            return;
        }
        int at = 0;
        for (Work<C> work : decided.batch().works()) {
            for (int i = 0; i < work.count(); i++, at++) {
                Outcome outcome = decided.outcomes()[at];
                if (outcome.verdict() == Verdict.THROTTLED && !work.subBatch().validateOnly()) {
                    throttled(decided.batch(), work.subBatch().commands().get(work.from() + i));
                }
            }
        }
    }

    private void throttled(Batch<S, C> batch, C command) {
        duties.forEach(duty -> duty.throttled(batch.entity(), command, batch.context().nowMicros()));
    }

    /** What is to be booked now: one pack, or none. */
    List<LaneCommand.Submit<S, C>> due(LaneState<S> state, long nowMicros) {
        List<SubBatch<C>> facts = new ArrayList<>();
        for (LaneDuty<S, C, E> duty : duties) {
            for (LaneDuty.Own<C> fact : duty.due(state, nowMicros)) {
                RequestIds id = ids.next(nowMicros, 1);
                facts.add(new SubBatch<>(fact.entity(), List.of(fact.command()), id, CALLER, "", nowMicros, false));
            }
        }
        return facts.isEmpty() ? List.of() : List.of(new LaneCommand.Submit<>(0, facts, nobody));
    }
}

package io.breakwater.actors.lane;

import io.breakwater.kernel.Outcome.Verdict;
import io.breakwater.log.LaneState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
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
    boolean answered(long ticket, Decided<S, C, E> decided) {
        known(decided);
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
        known(decided);
        return free;
    }

    /** Not when answers go out, which may be held back: what duties say of it is then in the order of the log. */
    private void known(Decided<S, C, E> decided) {
        forEach(decided, Verdict.DUPLICATE, (duty, command) ->
                duty.known(decided.batch().entity(), command, decided.candidate()));
    }

    /** Looks for commands that came past their rate. */
    void settled(Decided<S, C, E> decided) {
        forEach(decided, Verdict.THROTTLED, (duty, command) ->
                duty.throttled(decided.batch().entity(), command, decided.nowMicros()));
    }

    private void forEach(Decided<S, C, E> decided, Verdict verdict, BiConsumer<LaneDuty<S, C, E>, C> told) {
        if (duties.isEmpty() || decided.recorded() == decided.batch().size()) {
            return;
        }
        int at = 0;
        for (Work<C> work : decided.batch().works()) {
            for (int i = 0; i < work.count(); i++, at++) {
                if (decided.outcomes()[at].verdict() == verdict && !work.subBatch().validateOnly()) {
                    C command = work.subBatch().commands().get(work.from() + i);
                    duties.forEach(duty -> told.accept(duty, command));
                }
            }
        }
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

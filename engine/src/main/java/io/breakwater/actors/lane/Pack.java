package io.breakwater.actors.lane;

import io.breakwater.kernel.Outcome;
import java.util.Arrays;
import org.apache.pekko.actor.typed.ActorRef;

/** Gathers the outcomes of one submitted pack and answers it when the last one is there. Owned by the front alone. */
final class Pack {
    private static final Outcome UNKNOWN = Outcome.of(Outcome.Verdict.UNKNOWN, null);

    private final long id;
    private final ActorRef<LaneReply> replyTo;
    private final int[] items;
    private final Outcome[] outcomes;
    private final long[] decidedAtMicros;
    private int open;
    private long block;

    private Pack(long id, ActorRef<LaneReply> replyTo, int size) {
        this.id = id;
        this.replyTo = replyTo;
        this.items = new int[size];
        this.outcomes = new Outcome[size];
        this.decidedAtMicros = new long[size];
        this.open = size;
    }

    static Pack of(LaneCommand.Submit<?, ?> submit) {
        Pack pack = new Pack(submit.packId(), submit.replyTo(), submit.size());
        int at = 0;
        for (SubBatch<?> subBatch : submit.subBatches()) {
            System.arraycopy(subBatch.ids().items(), 0, pack.items, at, subBatch.size());
            at += subBatch.size();
        }
        return pack;
    }

    /** Takes the outcomes {@code from}… of a batch for the items of a work; they rest on the block. */
    void settle(Work<?> work, Decided<?, ?, ?> decided, int from, long restsOn) {
        System.arraycopy(decided.outcomes(), from, outcomes, work.at(), work.count());
        if (decided.recorded() > 0) {
            for (int i = 0; i < work.count(); i++) {
                decidedAtMicros[work.at() + i] = decided.isRecorded(from + i) ? decided.nowMicros() : 0;
            }
        }
        open -= work.count();
        block = Math.max(block, restsOn);
    }

    void turnAway(int at, int count, LaneRejection rejection) {
        Arrays.fill(outcomes, at, at + count, rejection.outcome());
        open -= count;
    }

    /** Nothing will ever be known here of what is still open. */
    void abandon() {
        for (int i = 0; i < outcomes.length; i++) {
            outcomes[i] = outcomes[i] == null ? UNKNOWN : outcomes[i];
        }
        open = 0;
    }

    boolean isSettled() {
        return open == 0;
    }

    void answer(String lane, int term) {
        replyTo.tell(new LaneReply(id, lane, term, block, items, outcomes, decidedAtMicros));
    }
}

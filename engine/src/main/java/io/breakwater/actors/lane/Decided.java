package io.breakwater.actors.lane;

import io.breakwater.kernel.Outcome;

/**
 * A batch as its entity decided it. The arrays have one place a command, in the order of the batch's works.
 *
 * @param candidate the state after all events; it becomes the entity's when their block is sealed
 * @param events null where nothing is recorded
 * @param recorded how many of them are not null
 */
record Decided<S, C, E>(Batch<S, C> batch, S candidate, E[] events, Outcome[] outcomes, int recorded) {

    /** False where the command was answered without an event. */
    boolean isRecorded(int index) {
        return ((Object[]) events)[index] != null;
    }

    long nowMicros() {
        return batch.context().nowMicros();
    }

    /** Gives the packs what they asked for. */
    void settle(long restsOn) {
        int from = 0;
        for (Work<C> work : batch.works()) {
            work.pack().settle(work, this, from, restsOn);
            from += work.count();
        }
    }
}

package io.breakwater.actors.lane;

import io.breakwater.kernel.Invariants;
import java.util.List;

/**
 * Commands of one pack for one entity, in the order in which they are to be decided.
 *
 * @param ids one a command
 * @param caller who asks; goes into every envelope
 * @param traceId of the caller's trace; empty when there is none
 * @param receivedAtMicros when the edge took it in, epoch micros
 * @param validateOnly decide and tell, but record nothing
 */
public record SubBatch<C>(
        String entity,
        List<C> commands,
        RequestIds ids,
        String caller,
        String traceId,
        long receivedAtMicros,
        boolean validateOnly) {

    public SubBatch {
        Invariants.check(commands.size() == ids.size(), "a sub-batch has an id a command");
    }

    public int size() {
        return commands.size();
    }
}

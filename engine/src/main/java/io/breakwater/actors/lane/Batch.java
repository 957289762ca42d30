package io.breakwater.actors.lane;

import io.breakwater.domain.Context;
import java.util.List;

/**
 * What one entity decides at once.
 *
 * @param queue of the entity, the front's alone
 * @param state that it starts from
 * @param base number of the block that the state was read at; answers that rest on it wait until it is durable
 * @param size commands of all works
 */
record Batch<S, C>(
        EntityQueue<S, C> queue, S state, List<Work<C>> works, int size, Context context, long base) {

    String entity() {
        return queue.entity();
    }

    long controlsVersion() {
        return context.view().controls().version();
    }
}

package io.breakwater.actors.lane;

/**
 * A run of a sub-batch's commands that is decided in one batch.
 *
 * @param from index of the first one in the sub-batch
 * @param at place of that one in the pack
 */
record Work<C>(SubBatch<C> subBatch, int from, int count, Pack pack, int at) {

    Work<C> first(int size) {
        return new Work<>(subBatch, from, size, pack, at);
    }

    Work<C> after(int size) {
        return new Work<>(subBatch, from + size, count - size, pack, at + size);
    }
}

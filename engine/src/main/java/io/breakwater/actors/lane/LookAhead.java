package io.breakwater.actors.lane;

import io.breakwater.domain.Aggregate;
import io.breakwater.domain.Ahead;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the domain read what it is about to decide, where much is decided in one go. Owned by the front alone. */
final class LookAhead<S, C> {
    private static final Logger LOG = LoggerFactory.getLogger(LookAhead.class);
    /** Of fewer commands, to read ahead would cost more than the waits that it saves. */
    private static final int FEW = 8;

    private final Aggregate<S, C, ?> aggregate;
    private final ViewSource views;
    private final Ahead<S, C> ahead = new Ahead<>();
    /** Nobody looks at it: it is there so that all is read. */
    private long read;

    LookAhead(Aggregate<S, C, ?> aggregate, ViewSource views) {
        this.aggregate = aggregate;
        this.views = views;
    }

    /** @param state of the entity by now; null where it has none, and there is nothing to read */
    void add(S state, SubBatch<C> subBatch, int from, int count) {
        for (int i = from; i < from + count && state != null && !ahead.isFull(); i++) {
            ahead.add(state, subBatch.commands().get(i));
        }
    }

    /** Whether there is no room for more. */
    boolean isFull() {
        return ahead.isFull();
    }

    /** Reads for what was added since. What fails here is left to decide, where it costs one command and no lane. */
    void read() {
        try {
            if (ahead.size() >= FEW) {
                read += aggregate.prefetch(ahead, views.current());
            }
        } catch (RuntimeException failure) {
            LOG.warn("reading ahead for {} commands failed", ahead.size(), failure);
        } finally {
            ahead.clear();
        }
    }
}

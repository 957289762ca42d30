package io.breakwater.actors.lane;

import io.breakwater.actors.lane.LaneRejection.Reason;
import io.breakwater.domain.Context;
import io.breakwater.kernel.Origin;
import io.breakwater.log.LaneState;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes work in, within bounds, and gives each entity its next batch when the last one has found its block. Owned by
 * the front alone.
 */
final class Desk<S, C, E> {
    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

    private final LaneSetup<S, C, E> setup;
    private final Roster<S, C, E> roster;
    private final Supplier<LaneState<S>> newest;
    private final Origin origin;
    private final MonotoneClock clock;
    private final Consumer<FrontMessage<S, C, E>> answers;
    private final LookAhead<S, C> lookAhead;
    private int waiting;

    /**
     * @param newest the state with all blocks that were sealed, durable or not
     * @param answers hears at once what was decided here
     */
    Desk(LaneSetup<S, C, E> setup, Roster<S, C, E> roster, Supplier<LaneState<S>> newest, MonotoneClock clock,
            Consumer<FrontMessage<S, C, E>> answers) {
        this.setup = setup;
        this.roster = roster;
        this.newest = newest;
        this.clock = clock;
        this.answers = answers;
        this.lookAhead = new LookAhead<>(setup.aggregate(), setup.views());
        this.origin = new Origin(setup.settings().dataCenter(), newest.get().term());
    }

    /** Work is about to be admitted: memory is read ahead for what begins at once, and here. */
    void expect(List<SubBatch<C>> subBatches) {
        LaneState<S> state = newest.get();
        for (SubBatch<C> subBatch : subBatches) {
            if (subBatch.size() < setup.settings().actorFrom() && roster.busy(subBatch.entity()) == null) {
                lookAhead.add(state.stateOf(subBatch.entity()), subBatch, 0, subBatch.size());
            }
        }
        lookAhead.read();
    }

    /** These batches are about to finish: the same of what goes on. */
    void expectNext(List<Decided<S, C, E>> sealed) {
        for (Decided<S, C, E> decided : sealed) {
            EntityQueue<S, C> queue = roster.busy(decided.batch().entity());
            if (queue.size() < setup.settings().actorFrom()) {
                queue.waiting().forEach(work ->
                        lookAhead.add(decided.candidate(), work.subBatch(), work.from(), work.count()));
            }
        }
        lookAhead.read();
    }

    /** Queues the work, or turns it away in its pack. */
    void admit(Work<C> work) {
        LaneRejection rejection = rejection(work, setup.settings());
        if (rejection != null) {
            turnAway(work, rejection);
            return;
        }
        EntityQueue<S, C> queue = roster.enter(work.subBatch().entity());
        queue.add(work);
        waiting += work.count();
        if (queue.batch() == null) {
            begin(queue);
        }
    }

    private LaneRejection rejection(Work<C> work, LaneSettings settings) {
        if (waiting + work.count() > settings.waitingALane()) {
            return overloaded(work, settings.waitingALane(), waiting);
        }
        EntityQueue<S, C> queue = roster.busy(work.subBatch().entity());
        if (queue == null) {
            return rejectionOfEntity(work, settings);
        }
        boolean fits = queue.size() + work.count() <= settings.waitingAnEntity();
        return fits ? null : overloaded(work, settings.waitingAnEntity(), queue.size());
    }

    private LaneRejection rejectionOfEntity(Work<C> work, LaneSettings settings) {
        String entity = work.subBatch().entity();
        LaneState<S> state = newest.get();
        if (!roster.hasRoom()) {
            return overloaded(work, settings.children(), settings.children());
        }
        if (state.isNameTaken(entity)) {
            return LaneRejection.of(Reason.ENTITY_NAME_TAKEN, setup.lane(), entity);
        }
        boolean full = state.size() >= settings.entities() && state.stateOf(entity) == null;
        return full ? overloaded(work, settings.entities(), state.size()) : null;
    }

    private LaneRejection overloaded(Work<C> work, long limit, long current) {
        return LaneRejection.overloaded(setup.lane(), work.subBatch().entity(), limit, current, work.count());
    }

    private void turnAway(Work<C> work, LaneRejection rejection) {
        work.pack().turnAway(work.at(), work.count(), rejection);
    }

    private void begin(EntityQueue<S, C> queue) {
        List<Work<C>> works = queue.take(setup.settings().commandsABatch());
        Batch<S, C> batch = batch(queue.entity(), works);
        waiting -= batch.size();
        begin(queue, batch);
    }

    private void begin(EntityQueue<S, C> queue, Batch<S, C> batch) {
        queue.begin(batch);
        FrontMessage<S, C, E> answer = isDecidedHere(batch) ? decidedHere(batch) : null;
        if (answer == null) {
            queue.actor().tell(batch);
        } else {
            answers.accept(answer);
        }
    }

    /** What is decided quickly costs less than the two messages to its actor and back, and the threads they wake. */
    private boolean isDecidedHere(Batch<S, C> batch) {
        return batch.size() < setup.settings().actorFrom() && !setup.aggregate().isLarge(batch.state());
    }

    /** Null where its actor is to have it: what throws here would have ended the actor, which is supervised. */
    private FrontMessage<S, C, E> decidedHere(Batch<S, C> batch) {
        try {
            return EntityActor.answer(setup.aggregate(), batch);
        } catch (RuntimeException | StackOverflowError failure) {
            LOG.warn("{}: deciding for {} failed; its actor tries again", setup.lane(), batch.entity(), failure);
            return null;
        }
    }

    private Batch<S, C> batch(String entity, List<Work<C>> works) {
        S known = newest.get().stateOf(entity);
        S state = known != null ? known : setup.aggregate().absent(entity);
        Context context = new Context(setup.views().current(), clock.nowMicros(), origin);
        int size = 0;
        for (Work<C> work : works) {
            size += work.count();
        }
        return new Batch<>(entity, state, works, size, context, newest.get().number());
    }

    /** Whether these are decisions that their entity waits for. */
    boolean isAwaited(Decided<S, C, E> decided) {
        EntityQueue<S, C> queue = roster.busy(decided.batch().entity());
        return queue != null && queue.takes(decided.batch());
    }

    /** The batch has found its block, or needs none. */
    void finish(Batch<S, C> batch) {
        EntityQueue<S, C> queue = roster.busy(batch.entity());
        queue.end();
        goOn(queue);
    }

    private void goOn(EntityQueue<S, C> queue) {
        if (queue.size() > 0) {
            begin(queue);
        } else {
            roster.leave(queue);
        }
    }

    /** Decides the batch again, on the view and state of now. */
    void decideAgain(Batch<S, C> batch) {
        EntityQueue<S, C> queue = roster.busy(batch.entity());
        queue.end();
        begin(queue, batch(batch.entity(), batch.works()));
    }

    /** The batch does not fit into any block: it is decided in halves. A single command that does not fit fails. */
    void split(Batch<S, C> batch) {
        EntityQueue<S, C> queue = roster.busy(batch.entity());
        if (batch.size() == 1) {
            fail(queue);
            return;
        }
        waiting += batch.size();
        queue.giveBack(batch.size() / 2);
        begin(queue);
    }

    /** An actor is gone: a new one takes the batch, once. Answers the batch that was given up, or null. */
    Batch<S, C> replace(FrontMessage.Gone<S, C, E> gone) {
        EntityQueue<S, C> queue = roster.replace(gone);
        if (queue == null || queue.batch() == null || queue.isTriedAgain()) {
            return null;
        }
        Batch<S, C> batch = queue.batch();
        fail(queue);
        return batch;
    }

    private void fail(EntityQueue<S, C> queue) {
        LaneRejection rejection = LaneRejection.of(Reason.LANE_FAILED, setup.lane(), queue.entity());
        queue.batch().works().forEach(work -> turnAway(work, rejection));
        queue.end();
        goOn(queue);
    }
}

package io.breakwater.actors.lane;

import io.breakwater.actors.lane.LaneRejection.Reason;
import io.breakwater.domain.Context;
import io.breakwater.kernel.Origin;
import io.breakwater.log.LaneState;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes work in, within bounds, and gives each entity its next batch when the last one has found its block. What the
 * lane decides itself waits until a block is to be sealed, so that all that has come for an entity by then is one
 * batch; what an actor decides begins at once. Owned by the front alone.
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
    /** Entities with work and without a batch, whose turn comes when the next block is sealed. */
    private final ArrayDeque<EntityQueue<S, C>> ready = new ArrayDeque<>();
    private final OldView<S, C> oldView;
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
        this.oldView = new OldView<>(setup);
        this.origin = new Origin(setup.settings().dataCenter(), newest.get().term());
    }

    /** Queues the work, or turns it away in its pack. */
    void admit(Work<C> work) {
        oldView.allowed(List.of(work)).forEach(this::admitAllowed);
    }

    private void admitAllowed(Work<C> work) {
        EntityQueue<S, C> queue = roster.find(work.subBatch().entity());
        LaneRejection rejection = rejection(work, queue, setup.settings());
        if (rejection != null) {
            work.pack().turnAway(work.at(), work.count(), rejection);
            return;
        }
        enter(work, queue);
    }

    private void enter(Work<C> work, EntityQueue<S, C> found) {
        EntityQueue<S, C> queue = found != null ? found : added(work.subBatch().entity());
        roster.enter(queue);
        queue.add(work);
        waiting += work.count();
        if (queue.batch() == null) {
            goOn(queue);
        }
    }

    private EntityQueue<S, C> added(String entity) {
        EntityQueue<S, C> queue = roster.add(entity);
        S known = newest.get().stateOf(entity);
        if (known != null) {
            queue.stateIs(known, setup.aggregate().isLarge(known));
        }
        return queue;
    }

    private LaneRejection rejection(Work<C> work, EntityQueue<S, C> queue, LaneSettings settings) {
        if (waiting + work.count() > settings.waitingALane()) {
            return overloaded(work, settings.waitingALane(), waiting);
        }
        if (queue != null && queue.isBusy()) {
            boolean fits = queue.size() + work.count() <= settings.waitingAnEntity();
            return fits ? null : overloaded(work, settings.waitingAnEntity(), queue.size());
        }
        if (!roster.hasRoom()) {
            return overloaded(work, settings.children(), settings.children());
        }
        return queue != null && queue.state() != null ? null : rejectionOfUnknown(work, settings);
    }

    private LaneRejection rejectionOfUnknown(Work<C> work, LaneSettings settings) {
        String entity = work.subBatch().entity();
        LaneState<S> state = newest.get();
        if (state.isNameTaken(entity)) {
            return LaneRejection.of(Reason.ENTITY_NAME_TAKEN, setup.lane(), entity);
        }
        boolean full = state.size() >= settings.entities() && state.stateOf(entity) == null;
        return full ? overloaded(work, settings.entities(), state.size()) : null;
    }

    private LaneRejection overloaded(Work<C> work, long limit, long current) {
        return LaneRejection.overloaded(setup.lane(), work.subBatch().entity(), limit, current, work.count());
    }

    /** Whether there is work that {@link #decideReady} would decide. */
    boolean hasReady() {
        return !ready.isEmpty();
    }

    /** Decides for those whose turn it is, one after the other, as long as there is room for what is decided. */
    void decideReady(BooleanSupplier hasRoom) {
        int readAhead = 0;
        while (!ready.isEmpty() && hasRoom.getAsBoolean()) {
            readAhead = readAhead == 0 ? readAhead() : readAhead;
            readAhead--;
            EntityQueue<S, C> queue = ready.removeFirst();
            queue.setReady(false);
            if (queue.batch() == null && queue.size() > 0) {
                begin(queue);
            }
        }
    }

    /** Has memory read for the first of those whose turn it is. Answers for how many, at least one. */
    private int readAhead() {
        int entities = 0;
        for (Iterator<EntityQueue<S, C>> each = ready.iterator(); each.hasNext() && !lookAhead.isFull(); entities++) {
            EntityQueue<S, C> queue = each.next();
            queue.waiting().forEach(work -> lookAhead.add(queue.state(), work.subBatch(), work.from(), work.count()));
        }
        lookAhead.read();
        return entities;
    }

    private void begin(EntityQueue<S, C> queue) {
        List<Work<C>> works = queue.take(setup.settings().commandsABatch());
        waiting -= size(works);
        begin(queue, works);
    }

    private void begin(EntityQueue<S, C> queue, List<Work<C>> works) {
        List<Work<C>> allowed = oldView.allowed(works);
        if (allowed.isEmpty()) {
            goOn(queue);
        } else {
            begin(queue, batch(queue, allowed));
        }
    }

    private void begin(EntityQueue<S, C> queue, Batch<S, C> batch) {
        queue.begin(batch);
        FrontMessage<S, C, E> answer = isActors(queue, batch.size()) ? null : decidedHere(batch);
        if (answer == null) {
            queue.actor().tell(batch);
        } else {
            answers.accept(answer);
        }
    }

    /** What is decided quickly stays here: it costs less than two messages to its actor and back would. */
    private boolean isActors(EntityQueue<S, C> queue, int commands) {
        return commands >= setup.settings().actorFrom() || queue.isLarge();
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

    private Batch<S, C> batch(EntityQueue<S, C> queue, List<Work<C>> works) {
        S known = queue.state();
        S state = known != null ? known : setup.aggregate().absent(queue.entity());
        Context context = new Context(setup.views().current(), clock.nowMicros(), origin);
        return new Batch<>(queue, state, works, size(works), context, newest.get().number());
    }

    private static int size(List<? extends Work<?>> works) {
        int size = 0;
        for (Work<?> work : works) {
            size += work.count();
        }
        return size;
    }

    /** Whether these are decisions that their entity waits for. */
    boolean isAwaited(Decided<S, C, E> decided) {
        return decided.batch().queue().takes(decided.batch());
    }

    /** The batch is in a block. */
    void finish(Decided<S, C, E> sealed) {
        EntityQueue<S, C> queue = sealed.batch().queue();
        if (!setup.aggregate().isAbsent(sealed.candidate())) {
            queue.stateIs(sealed.candidate(), setup.aggregate().isLarge(sealed.candidate()));
        }
        queue.end();
        goOn(queue);
    }

    /** Nothing of the batch is recorded: it needs no block. */
    void finishUnrecorded(Batch<S, C> batch) {
        batch.queue().end();
        goOn(batch.queue());
    }

    /** What an actor decides begins at once, beside the lane; all else when a block is to be sealed. */
    private void goOn(EntityQueue<S, C> queue) {
        if (queue.size() == 0) {
            roster.leave(queue);
        } else if (isActors(queue, queue.size())) {
            begin(queue);
        } else if (!queue.isReady()) {
            queue.setReady(true);
            ready.addLast(queue);
        }
    }

    /** Decides the batch again, on the view and state of now. */
    void decideAgain(Batch<S, C> batch) {
        EntityQueue<S, C> queue = batch.queue();
        queue.end();
        begin(queue, batch.works());
    }

    /** Says of a batch whether it would be decided otherwise now: under other controls, or not at all. */
    Predicate<Batch<S, C>> outdated() {
        boolean isOld = !setup.views().isCurrent();
        long version = setup.views().current().controls().version();
        return batch -> batch.controlsVersion() != version || isOld && oldView.rests(batch.works());
    }

    /** Packs of which something was turned away when its turn came. */
    List<Pack> takeTurnedAway() {
        return oldView.takeTurnedAway();
    }

    /** The batch does not fit into any block: it is decided in halves. A single command that does not fit fails. */
    void split(Batch<S, C> batch) {
        EntityQueue<S, C> queue = batch.queue();
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
        queue.batch().works().forEach(work -> work.pack().turnAway(work.at(), work.count(), rejection));
        queue.end();
        goOn(queue);
    }
}

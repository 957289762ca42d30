package io.breakwater.actors.lane;

import io.breakwater.kernel.Origin;
import io.breakwater.log.LaneState;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lane that serves: takes packs in, has their entities decide, gathers what they decided into blocks, and answers
 * when those are durable (I-01). It fails as a whole: whatever is wrong with its log or its state, it stops, says
 * UNKNOWN to everything that is open, and {@link Lane} starts another from the log.
 */
final class LaneFront<S, C, E> extends AbstractBehavior<FrontMessage<S, C, E>> {
    /** Answers that duties may hold back; at the bound no work is taken in. */
    private static final int MOST_HELD = 4_096;
    /** More than clocks of nodes differ. */
    private static final long WARNED_AHEAD_MICROS = TimeUnit.SECONDS.toMicros(5);
    private static final Logger LOG = LoggerFactory.getLogger(LaneFront.class);

    private final LaneSetup<S, C, E> setup;
    private final Sealer<S, C, E> sealer;
    private final Desk<S, C, E> desk;
    private final MonotoneClock clock;
    private final OwnFacts<S, C, E> own;
    private final LaneReads<S, C, E> reads;
    private final ActorRef<LaneCommand<S, C>> lane;
    private final Set<Pack> open = new HashSet<>();
    /** Batches without an event whose state is not durable yet. */
    private final ArrayDeque<Decided<S, C, E>> answered = new ArrayDeque<>();
    /** What a duty holds back, by ticket. */
    private final Map<Long, Runnable> held = new HashMap<>();
    private long tickets;
    private boolean sealAsked;
    private boolean leaving;

    LaneFront(ActorContext<FrontMessage<S, C, E>> context, LaneSetup<S, C, E> setup, Sealer<S, C, E> sealer,
            ActorRef<LaneCommand<S, C>> lane) {
        super(context);
        this.setup = setup;
        this.sealer = sealer;
        this.lane = lane;
        LaneState<S> state = sealer.durable();
        this.clock = new MonotoneClock(setup.clockMicros(), state.lastDecidedMicros());
        Roster<S, C, E> roster = new Roster<>(context, setup.aggregate(), setup.settings().children());
        this.desk = new Desk<>(setup, roster, sealer::newest, clock, this::take);
        Origin origin = new Origin(setup.settings().dataCenter(), state.term());
        this.own = new OwnFacts<>(
                setup.duties().get(), new OwnIds(setup.lane(), origin), context.getSystem().ignoreRef());
        this.reads = new LaneReads<>(setup, context.getSystem().executionContext());
        own.serving(state, lane);
        warnOfTimeAhead(state.lastDecidedMicros() - setup.clockMicros().getAsLong());
        tick();
        sealSoon();
    }

    private void warnOfTimeAhead(long micros) {
        if (micros > WARNED_AHEAD_MICROS) {
            LOG.warn("{}: its log is {} s ahead of this node's clock; it stands still there until that has caught up",
                    setup.lane(), TimeUnit.MICROSECONDS.toSeconds(micros));
        }
    }

    @Override
    public Receive<FrontMessage<S, C, E>> createReceive() {
        return newReceiveBuilder()
                .onAnyMessage(this::on)
                .onSignal(PostStop.class, stopped -> abandon())
                .onSignal(Terminated.class, this::logStopped)
                .build();
    }

    private Behavior<FrontMessage<S, C, E>> on(FrontMessage<S, C, E> message) {
        take(message);
        sealSoon();
        desk.takeTurnedAway().forEach(this::answerIfSettled);
        return leaving && open.isEmpty() && !sealer.isWriting() ? Behaviors.stopped() : this;
    }

    private void take(FrontMessage<S, C, E> message) {
        switch (message) {
            case FrontMessage.Answer<S, C, E>(Decided<S, C, E> decided) -> gather(decided);
            case FrontMessage.Asked<S, C, E>(LaneCommand<S, C> command) -> asked(command);
            case FrontMessage.Persisted<S, C, E>(long number) -> persisted(number);
            case FrontMessage.Seal<S, C, E>() -> sealAsked();
            case FrontMessage.Tick<S, C, E>() -> tick();
            case FrontMessage.Gone<S, C, E> gone -> replace(gone);
            case FrontMessage.Broken<S, C, E>(String entity, Throwable cause) ->
                    throw new LaneFailed(setup.lane(), "applying an event to " + entity + " failed", cause);
            case FrontMessage.Recovered<S, C, E> again ->
                    throw new LaneFailed(setup.lane(), "the log has recovered twice", null);
        }
    }

    private void asked(LaneCommand<S, C> command) {
        switch (command) {
            case LaneCommand.Submit<S, C> submit -> submit(submit);
            case LaneCommand.Read<S, C> read -> reads.answer(read, sealer.durable());
            case LaneCommand.ReadState<S, C>(ActorRef<LaneState<S>> replyTo) -> replyTo.tell(sealer.durable());
            case LaneCommand.Release<S, C>(long ticket) -> release(ticket);
            case LaneCommand.ReadUpTo<S, C> read -> readUpTo(read);
            case LaneCommand.Leave<S, C>() -> leaving = true;
            case LaneCommand.Wake<S, C> _, LaneCommand.Serving<S, C> _, LaneCommand.Stopping<S, C> _,
                    LaneCommand.Retry<S, C> _ -> { }
        }
    }

    private void readUpTo(LaneCommand.ReadUpTo<S, C> read) {
        sealer.readUpTo(read);
    }

    private void submit(LaneCommand.Submit<S, C> submit) {
        Pack pack = Pack.of(submit);
        open.add(pack);
        if (held.size() >= MOST_HELD) {
            pack.turnAway(0, submit.size(),
                    LaneRejection.overloaded(setup.lane(), "", MOST_HELD, held.size(), submit.size()));
            answerIfSettled(pack);
            return;
        }
        int at = 0;
        for (SubBatch<C> subBatch : submit.subBatches()) {
            if (own.isDecidedElsewhere(subBatch.ids())) {
                pack.turnAway(at, subBatch.size(), LaneRejection.of(
                        LaneRejection.Reason.DECIDED_ELSEWHERE, setup.lane(), subBatch.entity()));
            } else {
                desk.admit(new Work<>(subBatch, 0, subBatch.size(), pack, at));
            }
            at += subBatch.size();
        }
        answerIfSettled(pack);
    }

    private void gather(Decided<S, C, E> decided) {
        if (!desk.isAwaited(decided)) {
            return;
        }
        if (decided.recorded() == 0) {
            desk.finishUnrecorded(decided.batch());
            answerWhenDurable(decided);
        } else {
            enclose(decided);
        }
    }

    private void enclose(Decided<S, C, E> decided) {
        if (!sealer.add(decided)) {
            desk.split(decided.batch());
            decided.batch().works().forEach(work -> answerIfSettled(work.pack()));
        }
    }

    /** A replayed request may rest on a block that is still being written. */
    private void answerWhenDurable(Decided<S, C, E> decided) {
        if (decided.batch().base() <= sealer.durable().number()) {
            settleAnswered(decided, decided.batch().base());
        } else {
            answered.addLast(decided);
        }
    }

    private void sealSoon() {
        if (!sealAsked && !sealer.isWriting() && (sealer.hasWork() || desk.hasReady())) {
            sealAsked = true;
            getContext().getSelf().tell(new FrontMessage.Seal<>());
        }
    }

    private void sealAsked() {
        sealAsked = false;
        if (!sealer.isWriting()) {
            seal();
        }
    }

    /**
     * Decisions that were taken before a control changed are not written: they are taken again under it. So are those
     * on a view that is not current any more: a control may have changed that is not shown here.
     */
    private void seal() {
        desk.decideReady(sealer::hasRoom);
        for (Decided<S, C, E> outdated : sealer.dropOutdated(desk.outdated())) {
            desk.decideAgain(outdated.batch());
        }
        List<Decided<S, C, E>> sealed = sealer.seal();
        sealed.forEach(desk::finish);
        sealer.takePostponed().forEach(this::enclose);
    }

    private void persisted(long number) {
        List<Decided<S, C, E>> durable = sealer.persisted(number);
        own.durable(sealer.durable(), sealer.lastBlock());
        durable.forEach(decided -> tellDuties(decided, number));
        while (!answered.isEmpty() && answered.peekFirst().batch().base() <= number) {
            settleAnswered(answered.pollFirst(), number);
        }
        seal();
    }

    private void tellDuties(Decided<S, C, E> decided, long number) {
        long ticket = ++tickets;
        if (own.committed(ticket, decided)) {
            settle(decided, number);
        } else {
            held.put(ticket, () -> settle(decided, number));
        }
    }

    private void settleAnswered(Decided<S, C, E> decided, long number) {
        long ticket = ++tickets;
        if (own.answered(ticket, decided)) {
            settle(decided, number);
        } else {
            held.put(ticket, () -> settle(decided, number));
        }
    }

    private void release(long ticket) {
        own.released(ticket);
        Runnable settling = held.remove(ticket);
        if (settling != null) {
            settling.run();
        }
    }

    /** @param number the block that the outcomes rest on */
    private void settle(Decided<S, C, E> decided, long number) {
        own.settled(decided);
        decided.settle(number);
        decided.batch().works().forEach(work -> answerIfSettled(work.pack()));
    }

    private void answerIfSettled(Pack pack) {
        if (pack.isSettled() && open.remove(pack)) {
            pack.answer(setup.lane(), sealer.durable().term());
        }
    }

    private void replace(FrontMessage.Gone<S, C, E> gone) {
        Batch<S, C> givenUp = desk.replace(gone);
        if (givenUp != null) {
            givenUp.works().forEach(work -> answerIfSettled(work.pack()));
        }
    }

    private Behavior<FrontMessage<S, C, E>> logStopped(Terminated stopped) {
        throw LaneStart.failure(setup.lane(), stopped);
    }

    /** The first comes before anybody is served: what the state says of leases and peers may be long out of date. */
    private void tick() {
        if (leaving) {
            return;
        }
        for (LaneCommand.Submit<S, C> submit : own.due(sealer.durable(), clock.nowMicros())) {
            submit(submit);
        }
    }

    /** The lane is told first: whoever hears that his request is unknown may ask again at once, and is turned away. */
    private Behavior<FrontMessage<S, C, E>> abandon() {
        lane.tell(new LaneCommand.Stopping<>());
        own.stopped();
        for (Pack pack : open) {
            pack.abandon();
            pack.answer(setup.lane(), sealer.durable().term());
        }
        open.clear();
        return this;
    }
}

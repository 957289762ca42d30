package io.breakwater.actors.lane;

import io.breakwater.domain.Aggregate;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Outcome;
import io.breakwater.kernel.RequestId;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * One counterparty or instrument while it decides: folds decide and apply over a batch. It keeps nothing between
 * batches, so that one which crashed is replaced at once. Not here: what is durable, who is answered.
 */
final class EntityActor<S, C, E> {
    private final Aggregate<S, C, E> aggregate;
    private final ActorRef<FrontMessage<S, C, E>> front;

    private EntityActor(Aggregate<S, C, E> aggregate, ActorRef<FrontMessage<S, C, E>> front) {
        this.aggregate = aggregate;
        this.front = front;
    }

    static <S, C, E> Behavior<Batch<S, C>> of(Aggregate<S, C, E> aggregate, ActorRef<FrontMessage<S, C, E>> front) {
        EntityActor<S, C, E> actor = new EntityActor<>(aggregate, front);
        return Behaviors.receiveMessage(batch -> {
            actor.decide(batch);
            return Behaviors.same();
        });
    }

    private void decide(Batch<S, C> batch) {
        front.tell(answer(aggregate, batch));
    }

    /** Decides a batch, on whichever thread has it: nothing of an actor is needed for it. */
    static <S, C, E> FrontMessage<S, C, E> answer(Aggregate<S, C, E> aggregate, Batch<S, C> batch) {
        Fold<S, C, E> fold = new Fold<>(aggregate, batch);
        try {
            List<Work<C>> works = batch.works();
            for (int i = 0; i < works.size(); i++) {
                fold.decide(works.get(i));
            }
        } catch (ApplyFailed failure) {
            return new FrontMessage.Broken<>(batch.entity(), failure.getCause());
        }
        return new FrontMessage.Answer<>(fold.decided());
    }

    /** A throw in apply: a bug that the lane has to stop for. */
    private static final class ApplyFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ApplyFailed(Throwable cause) {
            super(null, cause, false, false);
        }
    }

    private static final class Fold<S, C, E> {
        private final Aggregate<S, C, E> aggregate;
        private final Batch<S, C> batch;
        private final E[] events;
        private final Outcome[] outcomes;
        private S state;
        private int next;
        private int recorded;

        @SuppressWarnings("unchecked")
        Fold(Aggregate<S, C, E> aggregate, Batch<S, C> batch) {
            this.aggregate = aggregate;
            this.batch = batch;
            this.state = aggregate.begin(batch.state(), batch.context().view());
            this.events = (E[]) new Object[batch.size()];
            this.outcomes = new Outcome[batch.size()];
        }

        void decide(Work<C> work) {
            SubBatch<C> subBatch = work.subBatch();
            for (int i = work.from(); i < work.from() + work.count(); i++) {
                RequestId id = subBatch.ids().at(i);
                switch (decision(subBatch.commands().get(i), id)) {
                    case Decision.Answered<E>(Outcome outcome) -> outcomes[next] = outcome;
                    case Decision.Taken<E>(E event) -> take(event, id, subBatch.validateOnly());
                }
                next++;
            }
        }

        /** A throw fails this command alone; what is left of the batch goes on. */
        private Decision<E> decision(C command, RequestId id) {
            try {
                return aggregate.decide(state, command, id, batch.context());
            } catch (RuntimeException | StackOverflowError failure) {
                return new Decision.Taken<>(aggregate.failed(command, failure.toString()));
            }
        }

        private void take(E event, RequestId id, boolean validateOnly) {
            outcomes[next] = aggregate.outcomeOf(event);
            if (validateOnly) {
                return;
            }
            try {
                state = aggregate.apply(state, event, id, batch.context().nowMicros());
            } catch (RuntimeException | StackOverflowError failure) {
                throw new ApplyFailed(failure);
            }
            events[next] = event;
            recorded++;
        }

        Decided<S, C, E> decided() {
            return new Decided<>(batch, aggregate.end(state), events, outcomes, recorded);
        }
    }
}

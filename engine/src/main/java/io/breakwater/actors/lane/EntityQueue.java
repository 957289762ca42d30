package io.breakwater.actors.lane;

import io.breakwater.kernel.Invariants;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** The work of one entity that waits, and the batch that is being decided: at most one. Owned by the front alone. */
final class EntityQueue<S, C> {
    private static final int ATTEMPTS = 2;

    private final String entity;
    private ActorRef<Batch<S, C>> actor;
    private final ArrayDeque<Work<C>> waiting = new ArrayDeque<>();
    private int size;
    private S state;
    private boolean isLarge;
    private boolean isBusy;
    private boolean isReady;
    private boolean isLookedFor;
    private Batch<S, C> batch;
    private int attempts;
    private boolean isDeciding;
    private int nextAtMost = Integer.MAX_VALUE;

    EntityQueue(String entity, ActorRef<Batch<S, C>> actor) {
        this.entity = entity;
        this.actor = actor;
    }

    /** By the newest block that was sealed; null while the entity is in none. */
    S state() {
        return state;
    }

    /** Whether an actor has to decide for it, by its state. */
    boolean isLarge() {
        return isLarge;
    }

    /** The entity is in a block that was sealed. @param large whether an actor has to decide on that state */
    void stateIs(S sealed, boolean large) {
        state = sealed;
        isLarge = large;
    }

    /** Whether it has work; the roster keeps it. */
    boolean isBusy() {
        return isBusy;
    }

    void setBusy(boolean busy) {
        isBusy = busy;
    }

    /** Somebody looks for it; the roster is told. */
    void lookedFor() {
        isLookedFor = true;
    }

    /** Whether anybody has looked for it since this was asked last. */
    boolean wasLookedFor() {
        boolean was = isLookedFor;
        isLookedFor = false;
        return was;
    }

    /** Whether it stands in the row of those that are decided for next; the desk keeps it. */
    boolean isReady() {
        return isReady;
    }

    void setReady(boolean ready) {
        isReady = ready;
    }

    /** What waits, in its order. */
    Iterable<Work<C>> waiting() {
        return waiting;
    }

    String entity() {
        return entity;
    }

    ActorRef<Batch<S, C>> actor() {
        return actor;
    }

    void isServedBy(ActorRef<Batch<S, C>> successor) {
        actor = successor;
    }

    /** Commands that wait; those of the batch are not among them. */
    int size() {
        return size;
    }

    void add(Work<C> work) {
        waiting.addLast(work);
        size += work.count();
    }

    /** The batch that is being decided or whose events wait for a block; null when there is none. */
    Batch<S, C> batch() {
        return batch;
    }

    /** Takes out what is decided next: whatever waits, up to a number of commands. */
    List<Work<C>> take(int atMost) {
        int room = Math.min(atMost, nextAtMost);
        List<Work<C>> works = new ArrayList<>(Math.min(waiting.size(), room));
        while (room > 0 && !waiting.isEmpty()) {
            Work<C> work = waiting.pollFirst();
            if (work.count() > room) {
                waiting.addFirst(work.after(room));
                work = work.first(room);
            }
            works.add(work);
            room -= work.count();
            size -= work.count();
        }
        nextAtMost = Integer.MAX_VALUE;
        return works;
    }

    void begin(Batch<S, C> begun) {
        Invariants.check(batch == null, "one batch at a time");
        batch = begun;
        attempts = 1;
        isDeciding = true;
    }

    /** Whether these are the decisions it waits for; then it waits no longer. One that was given up may answer too. */
    boolean takes(Batch<S, C> decided) {
        boolean takes = isDeciding && batch == decided;
        isDeciding &= !takes;
        return takes;
    }

    /** Gives what was being decided to the new actor; false when it has cost too many already. */
    boolean isTriedAgain() {
        if (isDeciding && ++attempts <= ATTEMPTS) {
            actor.tell(batch);
        }
        return attempts <= ATTEMPTS;
    }

    void end() {
        batch = null;
        isDeciding = false;
    }

    /** Puts the batch back to where it was, to be taken again in pieces of at most so many commands. */
    void giveBack(int atMost) {
        List<Work<C>> works = batch.works();
        for (int i = works.size() - 1; i >= 0; i--) {
            waiting.addFirst(works.get(i));
        }
        size += batch.size();
        nextAtMost = atMost;
        end();
    }
}

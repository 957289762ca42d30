package io.breakwater.journal;

import java.io.Serializable;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Props;
import org.apache.pekko.persistence.AbstractPersistentActor;

/** Persists numbers one after the other and tells how far it has come, and when it has seen the last of them. */
public final class CountingActor extends AbstractPersistentActor {

    private static final int TOLD_EVERY = 500;

    private final String persistenceId;
    private final ActorRef listener;
    private final int last;
    private int counter;

    private CountingActor(String persistenceId, ActorRef listener, int last) {
        this.persistenceId = persistenceId;
        this.listener = listener;
        this.last = last;
    }

    public static Props props(String persistenceId, ActorRef listener, int last) {
        return Props.create(CountingActor.class, () -> new CountingActor(persistenceId, listener, last));
    }

    record Persist(int number) implements Serializable {
    }

    record PersistAsync(int number) implements Serializable {
    }

    record Reset() {
    }

    @Override
    public String persistenceId() {
        return persistenceId;
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(Persist.class, command -> persist(bytes(command.number()), this::count))
                .match(PersistAsync.class, command -> persistAsync(bytes(command.number()), this::count))
                .match(Reset.class, command -> counter = 0)
                .build();
    }

    @Override
    public Receive createReceiveRecover() {
        return receiveBuilder().match(byte[].class, this::count).build();
    }

    /** The last one, and every so often one before it: that they come. */
    static boolean isTold(int number, int last) {
        return number == last || number % TOLD_EVERY == 0;
    }

    private static byte[] bytes(int number) {
        return String.valueOf(number).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    private void count(byte[] event) {
        int number = Integer.parseInt(new String(event, java.nio.charset.StandardCharsets.US_ASCII));
        counter = counter % last + 1;
        if (number != counter) {
            throw new IllegalStateException("expected " + counter + ", got " + number);
        }
        if (isTold(number, last)) {
            listener.tell(number, getSelf());
        }
    }
}

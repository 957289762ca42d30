package io.breakwater.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.NotSerializableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.DeleteMessagesSuccess;
import org.apache.pekko.persistence.JournalProtocol.DeleteMessagesTo;
import org.apache.pekko.persistence.JournalProtocol.RecoverySuccess;
import org.apache.pekko.persistence.JournalProtocol.ReplayMessages;
import org.apache.pekko.persistence.JournalProtocol.ReplayedMessage;
import org.apache.pekko.persistence.JournalProtocol.WriteMessageRejected;
import org.apache.pekko.persistence.JournalProtocol.WriteMessageSuccess;
import org.apache.pekko.persistence.JournalProtocol.WriteMessages;
import org.apache.pekko.persistence.JournalProtocol.WriteMessagesSuccessful$;
import org.apache.pekko.persistence.Persistence;
import org.apache.pekko.persistence.PersistentEnvelope;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Every case of JournalSpec in Pekko's persistence TCK, with the capability flags of the TCK that it can have: atomic
 * persistAll, rejecting non-serializable objects, serialization, metadata. Each test names its case.
 */
public abstract class JournalTck {

    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final long ALL = Long.MAX_VALUE;

    private final String pid = "p-" + COUNTER.incrementAndGet();
    private final String writerUuid = UUID.randomUUID().toString();
    private TestKit probe;

    /** The system whose plugins are tested, the same for all cases of a class. */
    protected abstract ActorSystem system();

    @BeforeEach
    void writeFive() {
        probe = new TestKit(system());
        // Four events apart and the last two together, as the TCK does where persistAll is supported.
        List<AtomicWrite> writes = new ArrayList<>();
        LongStream.rangeClosed(1, 3).forEach(i -> writes.add(atomic(event("a-" + i, i))));
        writes.add(atomic(event("a-4", 4), event("a-5", 5)));
        write(writes);
        probe.expectMsg(WriteMessagesSuccessful$.MODULE$);
        LongStream.rangeClosed(1, 5).forEach(i -> assertThat(written().payload()).isEqualTo("a-" + i));
    }

    private PersistentRepr event(Object payload, long number) {
        return PersistentRepr.apply(payload, number, pid, "", false, ActorRef.noSender(), writerUuid);
    }

    private static AtomicWrite atomic(PersistentRepr... events) {
        return new AtomicWrite(seq(List.of(events)));
    }

    private static <T> Seq<T> seq(List<T> list) {
        return CollectionConverters.asScala(list).toList();
    }

    private void write(List<AtomicWrite> writes) {
        journal().tell(new WriteMessages(seq(List.<PersistentEnvelope>copyOf(writes)), probe.getRef(), 1),
                ActorRef.noSender());
    }

    private PersistentRepr written() {
        PersistentRepr event = probe.expectMsgClass(WriteMessageSuccess.class).persistent();
        assertThat(event.persistenceId()).isEqualTo(pid);
        assertThat(event.writerUuid()).isEqualTo(writerUuid);
        return event;
    }

    private ActorRef journal() {
        return Persistence.get(system()).journalFor(null, com.typesafe.config.ConfigFactory.empty());
    }

    private void replay(long from, long to, long max) {
        journal().tell(new ReplayMessages(from, to, max, pid, probe.getRef()), ActorRef.noSender());
    }

    private void expectReplayed(long... numbers) {
        for (long number : numbers) {
            PersistentRepr event = probe.expectMsgClass(ReplayedMessage.class).persistent();
            assertThat(event).isEqualTo(event("a-" + number, number));
        }
        probe.expectMsg(new RecoverySuccess(5));
    }

    /** TCK: replay all messages. */
    @Test
    void replaysAllEvents() {
        replay(1, ALL, ALL);
        expectReplayed(1, 2, 3, 4, 5);
    }

    /** TCK: replay messages using a lower sequence number bound. */
    @Test
    void replaysFromALowerBound() {
        replay(3, ALL, ALL);
        expectReplayed(3, 4, 5);
    }

    /** TCK: replay messages using an upper sequence number bound. */
    @Test
    void replaysToAnUpperBound() {
        replay(1, 3, ALL);
        expectReplayed(1, 2, 3);
    }

    /** TCK: replay messages using a count limit. */
    @Test
    void replaysAtMostTheLimit() {
        replay(1, ALL, 3);
        expectReplayed(1, 2, 3);
    }

    /** TCK: replay messages using a lower and upper sequence number bound. */
    @Test
    void replaysBetweenBounds() {
        replay(2, 3, ALL);
        expectReplayed(2, 3);
    }

    /** TCK: replay messages using a lower and upper sequence number bound and a count limit. */
    @Test
    void replaysBetweenBoundsAtMostTheLimit() {
        replay(2, 5, 2);
        expectReplayed(2, 3);
    }

    /** TCK: replay a single if lower sequence number bound equals upper sequence number bound. */
    @Test
    void replaysOneWhereTheBoundsAreEqual() {
        replay(2, 2, ALL);
        expectReplayed(2);
    }

    /** TCK: replay a single message if count limit equals 1. */
    @Test
    void replaysOneWhereTheLimitIsOne() {
        replay(2, 4, 1);
        expectReplayed(2);
    }

    /** TCK: not replay messages if count limit equals 0. */
    @Test
    void replaysNoneWhereTheLimitIsZero() {
        replay(2, 4, 0);
        expectReplayed();
    }

    /** TCK: not replay messages if lower sequence number bound is greater than upper sequence number bound. */
    @Test
    void replaysNoneWhereTheBoundsCross() {
        replay(3, 2, ALL);
        expectReplayed();
    }

    /** TCK: not replay messages if the persistent actor has not yet written messages. */
    @Test
    void replaysNoneOfAnUnknownLog() {
        journal().tell(new ReplayMessages(0, ALL, ALL, "non-existing-pid", probe.getRef()), ActorRef.noSender());
        probe.expectMsg(new RecoverySuccess(0));
    }

    /** TCK: not replay permanently deleted messages (range deletion). */
    @Test
    void replaysNoDeletedEvents() {
        TestKit published = new TestKit(system());
        TestKit deleted = new TestKit(system());
        DeleteMessagesTo delete = new DeleteMessagesTo(pid, 3, deleted.getRef());
        system().eventStream().subscribe(published.getRef(), DeleteMessagesTo.class);
        journal().tell(delete, ActorRef.noSender());
        published.expectMsg(delete);
        deleted.expectMsg(new DeleteMessagesSuccess(3));
        replay(1, ALL, ALL);
        expectReplayed(4, 5);
        deleted.expectNoMessage(Duration.ofMillis(200));
    }

    /** TCK: not reset highestSequenceNr after message deletion. */
    @Test
    void keepsTheHighestNumberAfterADeletion() {
        replay(0, ALL, ALL);
        expectReplayed(1, 2, 3, 4, 5);
        journal().tell(new DeleteMessagesTo(pid, 3, probe.getRef()), ActorRef.noSender());
        probe.expectMsg(new DeleteMessagesSuccess(3));
        replay(0, ALL, ALL);
        expectReplayed(4, 5);
    }

    /** TCK: not reset highestSequenceNr after journal cleanup. */
    @Test
    void keepsTheHighestNumberAfterDeletingAll() {
        replay(0, ALL, ALL);
        expectReplayed(1, 2, 3, 4, 5);
        journal().tell(new DeleteMessagesTo(pid, ALL, probe.getRef()), ActorRef.noSender());
        probe.expectMsg(new DeleteMessagesSuccess(ALL));
        replay(0, ALL, ALL);
        expectReplayed();
    }

    /** TCK, optional: reject non-serializable events. */
    @Test
    void rejectsOnlyWhatCannotBeSerialized() {
        Object notSerializable = new Object();
        write(List.of(atomic(event("b-6", 6)), atomic(event(notSerializable, 7)), atomic(event("b-8", 8))));
        probe.expectMsg(WriteMessagesSuccessful$.MODULE$);
        assertThat(written().payload()).isEqualTo("b-6");
        WriteMessageRejected rejected = probe.expectMsgClass(WriteMessageRejected.class);
        assertThat(rejected.message().payload()).isSameAs(notSerializable);
        assertThat(rejected.cause()).isInstanceOf(NotSerializableException.class);
        assertThat(written().payload()).isEqualTo("b-8");
    }

    /** TCK, optional: serialize events. */
    @Test
    void serializesWithTheSystemsSerializers() {
        TestPayload payload = new TestPayload(probe.getRef());
        write(List.of(atomic(event(payload, 6))));
        probe.expectMsg(WriteMessagesSuccessful$.MODULE$);
        assertThat(written().payload()).isEqualTo(payload);
        replay(6, ALL, ALL);
        assertThat(probe.expectMsgClass(ReplayedMessage.class).persistent()).isEqualTo(event(payload, 6));
        assertThat(probe.expectMsgClass(RecoverySuccess.class).highestSequenceNr()).isEqualTo(6);
    }

    /** TCK, optional: return metadata. */
    @Test
    void returnsMetadata() {
        TestPayload payload = new TestPayload(probe.getRef());
        write(List.of(atomic(event(payload, 6).withMetadata("meta-data"))));
        probe.expectMsg(WriteMessagesSuccessful$.MODULE$);
        assertThat(written().metadata().get()).isEqualTo("meta-data");
        replay(6, 6, 1);
        PersistentRepr replayed = probe.expectMsgClass(ReplayedMessage.class).persistent();
        assertThat(replayed.payload()).isEqualTo(payload);
        assertThat(replayed.metadata().get()).isEqualTo("meta-data");
        probe.expectMsg(new RecoverySuccess(6));
    }
}

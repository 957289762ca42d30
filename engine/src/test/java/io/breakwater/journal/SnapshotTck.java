package io.breakwater.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.persistence.DeleteSnapshotSuccess;
import org.apache.pekko.persistence.DeleteSnapshotsSuccess;
import org.apache.pekko.persistence.Persistence;
import org.apache.pekko.persistence.SaveSnapshotSuccess;
import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.SnapshotProtocol.DeleteSnapshot;
import org.apache.pekko.persistence.SnapshotProtocol.DeleteSnapshots;
import org.apache.pekko.persistence.SnapshotProtocol.LoadSnapshot;
import org.apache.pekko.persistence.SnapshotProtocol.LoadSnapshotResult;
import org.apache.pekko.persistence.SnapshotProtocol.SaveSnapshot;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.OptionConverters;

/**
 * Every case of SnapshotStoreSpec in Pekko's persistence TCK, with the capability flags serialization and metadata.
 * Each test names its case.
 */
public abstract class SnapshotTck {

    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final long ALL = Long.MAX_VALUE;
    private static final SnapshotSelectionCriteria LATEST = SnapshotSelectionCriteria.latest();

    private final String pid = "p-" + COUNTER.incrementAndGet();
    private final List<SnapshotMetadata> saved = new ArrayList<>();
    private TestKit probe;

    /** The system whose plugins are tested, the same for all cases of a class. */
    protected abstract ActorSystem system();

    /** Five snapshots, numbers 11 to 15, contents s-1 to s-5. */
    @BeforeEach
    void saveFive() {
        probe = new TestKit(system());
        for (int i = 1; i <= 5; i++) {
            saved.add(save(new SnapshotMetadata(pid, i + 10, 0), "s-" + i));
        }
    }

    private SnapshotMetadata save(SnapshotMetadata metadata, Object snapshot) {
        tell(new SaveSnapshot(metadata, snapshot));
        return probe.expectMsgClass(SaveSnapshotSuccess.class).metadata();
    }

    private void tell(Object message) {
        Persistence.get(system()).snapshotStoreFor("", ConfigFactory.empty()).tell(message, probe.getRef());
    }

    private Optional<SelectedSnapshot> load(SnapshotSelectionCriteria criteria, long to) {
        tell(new LoadSnapshot(pid, criteria, to));
        LoadSnapshotResult result = probe.expectMsgClass(LoadSnapshotResult.class);
        assertThat(result.toSequenceNr()).isEqualTo(to);
        return OptionConverters.toJava(result.snapshot());
    }

    private static SnapshotSelectionCriteria upTo(long number, long millis) {
        return SnapshotSelectionCriteria.create(number, millis);
    }

    private Optional<SelectedSnapshot> snapshot(int i) {
        return Optional.of(new SelectedSnapshot(saved.get(i - 1), "s-" + i));
    }

    /** TCK: not load a snapshot given an invalid persistenceId. */
    @Test
    void loadsNoneOfAnUnknownId() {
        tell(new LoadSnapshot("invalid", LATEST, ALL));
        probe.expectMsg(new LoadSnapshotResult(scala.Option.empty(), ALL));
    }

    /** TCK: not load a snapshot given non-matching timestamp criteria. */
    @Test
    void loadsNoneThatIsTooYoung() {
        assertThat(load(upTo(ALL, 100), ALL)).isEmpty();
    }

    /** TCK: not load a snapshot given non-matching sequence number criteria. */
    @Test
    void loadsNoneBeyondTheNumber() {
        assertThat(load(upTo(7, ALL), ALL)).isEmpty();
        assertThat(load(LATEST, 7)).isEmpty();
    }

    /** TCK: load the most recent snapshot. */
    @Test
    void loadsTheNewest() {
        assertThat(load(LATEST, ALL)).isEqualTo(snapshot(5));
    }

    /** TCK: load the most recent snapshot matching an upper sequence number bound. */
    @Test
    void loadsTheNewestUpToANumber() {
        assertThat(load(upTo(13, ALL), ALL)).isEqualTo(snapshot(3));
        assertThat(load(LATEST, 13)).isEqualTo(snapshot(3));
    }

    /** TCK: load the most recent snapshot matching upper sequence number and timestamp bounds. */
    @Test
    void loadsTheNewestUpToANumberAndATime() {
        long millis = saved.get(2).timestamp();
        assertThat(load(upTo(13, millis), ALL)).isEqualTo(snapshot(3));
        assertThat(load(upTo(ALL, millis), 13)).isEqualTo(snapshot(3));
    }

    /** TCK: delete a single snapshot identified by sequenceNr in snapshot metadata. */
    @Test
    void deletesOne() {
        SnapshotMetadata third = new SnapshotMetadata(pid, 13, 0);
        TestKit published = subscribed(DeleteSnapshot.class);
        tell(new DeleteSnapshot(third));
        published.expectMsg(new DeleteSnapshot(third));
        probe.expectMsg(new DeleteSnapshotSuccess(third));
        assertThat(load(upTo(13, ALL), ALL)).isEqualTo(snapshot(2));
    }

    /** TCK: delete all snapshots matching upper sequence number and timestamp bounds. */
    @Test
    void deletesUpToANumberAndATime() {
        SnapshotMetadata third = saved.get(2);
        delete(upTo(13, third.timestamp()));
        assertThat(load(upTo(13, third.timestamp()), ALL)).isEmpty();
        assertThat(load(upTo(14, saved.get(3).timestamp()), ALL)).isEqualTo(snapshot(4));
    }

    /** TCK: not delete snapshots with non-matching upper timestamp bounds. */
    @Test
    void keepsWhatIsYoungerThanTheTime() {
        SnapshotMetadata fourth = saved.get(3);
        delete(upTo(14, fourth.timestamp() - 1));
        assertThat(load(upTo(14, fourth.timestamp()), ALL)).isEqualTo(snapshot(4));
    }

    private void delete(SnapshotSelectionCriteria criteria) {
        TestKit published = subscribed(DeleteSnapshots.class);
        tell(new DeleteSnapshots(pid, criteria));
        published.expectMsg(new DeleteSnapshots(pid, criteria));
        probe.expectMsg(new DeleteSnapshotsSuccess(criteria));
    }

    private TestKit subscribed(Class<?> type) {
        TestKit published = new TestKit(system());
        system().eventStream().subscribe(published.getRef(), type);
        return published;
    }

    /** TCK: save and overwrite snapshot with same sequence number. */
    @Test
    void replacesOneOfTheSameNumber() {
        assertThat(save(saved.get(4), "s-5-modified").sequenceNr()).isEqualTo(15);
        SelectedSnapshot loaded = load(upTo(15, ALL), ALL).orElseThrow();
        assertThat(loaded.snapshot()).isEqualTo("s-5-modified");
        assertThat(loaded.metadata().sequenceNr()).isEqualTo(15);
    }

    /** TCK: save bigger size snapshot (10000 bytes); here many megabytes, and read back. */
    @Test
    void savesLargeOnes() {
        for (int bytes : new int[] {10_000, 24 << 20}) {
            String snapshot = "0".repeat(bytes);
            save(new SnapshotMetadata(pid, 100, 0), snapshot);
            assertThat(load(LATEST, ALL).orElseThrow().snapshot()).isEqualTo(snapshot);
        }
    }

    /** TCK, optional: serialize snapshots. */
    @Test
    void serializesWithTheSystemsSerializers() {
        TestPayload payload = new TestPayload(probe.getRef());
        save(new SnapshotMetadata(pid, 100, 0), payload);
        SelectedSnapshot loaded = load(LATEST, ALL).orElseThrow();
        assertThat(loaded.snapshot()).isEqualTo(payload);
        assertThat(loaded.metadata().sequenceNr()).isEqualTo(100);
    }

    /** TCK, optional: store metadata. */
    @Test
    void storesMetadata() {
        save(new SnapshotMetadata(pid, 100, 0).withMetadata("fictional metadata"), "snap");
        SelectedSnapshot loaded = load(LATEST, ALL).orElseThrow();
        assertThat(loaded.snapshot()).isEqualTo("snap");
        assertThat(loaded.metadata().metadata().get()).isEqualTo("fictional metadata");
    }
}

package io.breakwater.journal.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import io.breakwater.journal.RowBytes;
import io.breakwater.journal.RowCodec;
import io.breakwater.journal.RowDamaged;
import io.breakwater.journal.RowPlace;
import io.breakwater.journal.RowRefused;
import io.breakwater.journal.SnapshotRange;
import io.breakwater.journal.StoredRow;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;

/**
 * Snapshots in chunks. The chunks of one are written before it is listed and dropped after it is not listed any more,
 * so that what is listed is whole; what a crash leaves unlisted is never read. None of it is needed to recover.
 */
final class SnapshotTables {

    private final Reader reader;
    private final SnapshotStatements statements;
    private final CassandraSettings.Bounds bounds;

    SnapshotTables(Reader reader, SnapshotStatements statements, CassandraSettings.Bounds bounds) {
        this.reader = reader;
        this.statements = statements;
        this.bounds = bounds;
    }

    /** Keeps a snapshot, in place of one with the same number, and drops the oldest beyond those to keep. */
    CompletionStage<Void> save(StoredRow snapshot) {
        RowBytes bytes = RowCodec.encode(snapshot);
        if (bytes.size() > bounds.snapshotBytes()) {
            throw new RowRefused("Snapshot " + snapshot.place() + " has " + bytes.size() + " bytes, "
                    + CassandraSettings.PATH + ".max-snapshot-bytes is " + bounds.snapshotBytes());
        }
        String log = snapshot.persistenceId();
        int chunks = Math.ceilDiv(bytes.payload().length, bounds.chunkBytes());
        SavedSnapshot saved = new SavedSnapshot(snapshot.sequenceNr(), snapshot.timestampMillis(),
                UUID.randomUUID().toString(), chunks, bytes.header());
        return list(log, SnapshotRange.all()).thenCompose(before ->
                each(chunks, chunk -> reader.ask(
                                statements.putChunk(saved.save(), chunk, part(bytes.payload(), chunk))))
                        .thenCompose(_ -> reader.ask(statements.put(log, saved)))
                        .thenCompose(_ -> prune(log, saved, before)));
    }

    private ByteBuffer part(byte[] payload, int chunk) {
        int from = chunk * bounds.chunkBytes();
        return ByteBuffer.wrap(payload, from, Math.min(bounds.chunkBytes(), payload.length - from));
    }

    private CompletionStage<Void> prune(String log, SavedSnapshot saved, List<SavedSnapshot> before) {
        List<SavedSnapshot> others = before.stream().filter(each -> each.number() != saved.number()).toList();
        int kept = Math.min(bounds.snapshotsKept() - 1, others.size());
        List<SavedSnapshot> outdated = new ArrayList<>(others.subList(kept, others.size()));
        CompletionStage<Void> replaced = CompletableFuture.completedStage(null);
        for (SavedSnapshot same : before.stream().filter(each -> each.number() == saved.number()).toList()) {
            replaced = replaced.thenCompose(_ -> dropChunks(same));
        }
        return replaced.thenCompose(_ -> dropAll(log, outdated));
    }

    /** The newest in {@code range}, newest first, without their bytes. */
    CompletionStage<List<SavedSnapshot>> list(String log, SnapshotRange range) {
        return reader.ask(statements.list(log, Math.max(0, range.minNumber()), range.maxNumber()))
                .thenCompose(page -> gather(page, range, new ArrayList<>()));
    }

    private CompletionStage<List<SavedSnapshot>> gather(AsyncResultSet page, SnapshotRange range,
            List<SavedSnapshot> found) {
        for (Row row : page.currentPage()) {
            if (range.holdsTime(row.getLong(1))) {
                found.add(new SavedSnapshot(row.getLong(0), row.getLong(1), row.getString(2), row.getInt(3),
                        bytes(row.getByteBuffer(4))));
            }
        }
        return page.hasMorePages()
                ? reader.next(page).thenCompose(next -> gather(next, range, found))
                : CompletableFuture.completedStage(found);
    }

    /** The snapshot with the highest number in {@code range}. Fails with {@link RowDamaged} where it is not whole. */
    CompletionStage<Optional<StoredRow>> newest(String log, SnapshotRange range) {
        return list(log, range).thenCompose(found -> {
            if (found.isEmpty()) {
                return CompletableFuture.completedStage(Optional.empty());
            }
            SavedSnapshot newest = found.getFirst();
            ByteArrayOutputStream payload = new ByteArrayOutputStream();
            return each(newest.chunks(), chunk -> reader.ask(statements.chunk(newest.save(), chunk))
                    .thenApply(answer -> add(payload, answer.one(), new RowPlace(log, newest.number()))))
                    .thenApply(_ -> Optional.of(decoded(new RowPlace(log, newest.number()), newest, payload)));
        });
    }

    private Void add(ByteArrayOutputStream payload, Row chunk, RowPlace place) {
        if (chunk == null) {
            throw new RowDamaged(reader.place(), place, "a chunk of the snapshot is missing", null);
        }
        payload.writeBytes(bytes(chunk.getByteBuffer(0)));
        return null;
    }

    private StoredRow decoded(RowPlace place, SavedSnapshot snapshot, ByteArrayOutputStream payload) {
        try {
            return RowCodec.decode(place, snapshot.header(), payload.toByteArray());
        } catch (RowCodec.MalformedRow e) {
            throw new RowDamaged(reader.place(), place, "snapshot: " + e.getMessage(), e);
        }
    }

    CompletionStage<Void> drop(String log, SnapshotRange range) {
        return list(log, range).thenCompose(found -> dropAll(log, found));
    }

    private CompletionStage<Void> dropAll(String log, List<SavedSnapshot> outdated) {
        return each(outdated.size(), i -> reader.ask(statements.drop(log, outdated.get(i).number()))
                .thenCompose(_ -> dropChunks(outdated.get(i))));
    }

    private CompletionStage<Void> dropChunks(SavedSnapshot snapshot) {
        return each(snapshot.chunks(), chunk -> reader.ask(statements.dropChunk(snapshot.save(), chunk)));
    }

    /** One after the other, so that a large snapshot never stands in front of appends. */
    private static CompletionStage<Void> each(int count, IntFunction<CompletionStage<?>> work) {
        CompletionStage<?> all = CompletableFuture.completedStage(null);
        for (int i = 0; i < count; i++) {
            int at = i;
            all = all.thenCompose(_ -> work.apply(at));
        }
        return all.thenApply(_ -> null);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}

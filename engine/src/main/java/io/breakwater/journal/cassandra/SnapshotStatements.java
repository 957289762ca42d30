package io.breakwater.journal.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.nio.ByteBuffer;

/** What is asked about snapshots. */
final class SnapshotStatements {

    private final PreparedStatement list;
    private final PreparedStatement getChunk;
    private final PreparedStatement putChunk;
    private final PreparedStatement put;
    private final PreparedStatement drop;
    private final PreparedStatement dropChunk;

    SnapshotStatements(Statements.Preparing preparing) {
        this.list = preparing.of("SELECT number, millis, save, chunks, header FROM %s.snapshots WHERE log = ?"
                + " AND number >= ? AND number <= ?");
        this.getChunk = preparing.of("SELECT bytes FROM %s.snapshot_chunks WHERE save = ? AND chunk = ?");
        this.putChunk = preparing.of("INSERT INTO %s.snapshot_chunks (save, chunk, bytes) VALUES (?, ?, ?)");
        this.put = preparing.of("INSERT INTO %s.snapshots (log, number, millis, save, chunks, header)"
                + " VALUES (?, ?, ?, ?, ?, ?)");
        this.drop = preparing.of("DELETE FROM %s.snapshots WHERE log = ? AND number = ?");
        this.dropChunk = preparing.of("DELETE FROM %s.snapshot_chunks WHERE save = ? AND chunk = ?");
    }

    BoundStatement list(String log, long from, long to) {
        return list.bind(log, from, to);
    }

    BoundStatement chunk(String save, int chunk) {
        return getChunk.bind(save, chunk);
    }

    BoundStatement putChunk(String save, int chunk, ByteBuffer bytes) {
        return putChunk.bind(save, chunk, bytes);
    }

    BoundStatement put(String log, SavedSnapshot saved) {
        return put.bind(log, saved.number(), saved.millis(), saved.save(), saved.chunks(),
                ByteBuffer.wrap(saved.header()));
    }

    BoundStatement drop(String log, long number) {
        return drop.bind(log, number);
    }

    BoundStatement dropChunk(String save, int chunk) {
        return dropChunk.bind(save, chunk);
    }
}

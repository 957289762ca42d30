package io.breakwater.bench.cassandra;

import io.breakwater.bench.decisions.Side;
import io.breakwater.bench.decisions.Turn;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.cassandra.CassandraSettings;
import io.breakwater.journal.cassandra.CassandraStore;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Looks into the journal how many blocks a turn of the node has made, and how large the last of them are. */
final class BlockSizes implements AutoCloseable {

    private static final int SAMPLED = 16;
    private static final String LANES = "counterparty-";

    private final CassandraStore store;
    private Sizes last = new Sizes(1, 1);

    /**
     * What one block held on average.
     *
     * @param bytes of a row
     */
    record Sizes(double decisions, int bytes) {}

    BlockSizes(CassandraSettings settings) {
        this.store = CassandraStore.open(settings);
    }

    /** The sizes of the node's last turn. */
    Sizes last() {
        return last;
    }

    /** A side whose blocks are looked at after each turn. */
    Side measuring(Side node) {
        return new Side() {
            @Override
            public Turn turn(Duration time) throws IOException, InterruptedException {
                long before = blocks();
                Turn turn = node.turn(time);
                last = new Sizes(turn.decisions() / (double) Math.max(1, blocks() - before), bytes());
                return turn;
            }

            @Override
            public void close() {
                throw new IllegalStateException("whoever opened it closes it");
            }
        };
    }

    private List<String> logs() {
        return store.logs().persistenceIds().stream().filter(log -> log.startsWith(LANES)).toList();
    }

    private long blocks() {
        return logs().stream().mapToLong(store.logs()::highest).sum();
    }

    private int bytes() {
        long[] sum = new long[2];
        for (String log : logs()) {
            long head = store.logs().highest(log);
            store.logs().rows(log, new RowRange(Math.max(1, head - SAMPLED), head, SAMPLED)).forEach(row -> {
                sum[0]++;
                sum[1] += row.bytes().length;
            });
        }
        return (int) (sum[1] / Math.max(1, sum[0]));
    }

    @Override
    public void close() {
        store.close();
    }
}

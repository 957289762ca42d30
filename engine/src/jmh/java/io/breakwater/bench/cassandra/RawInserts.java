package io.breakwater.bench.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.breakwater.bench.decisions.Side;
import io.breakwater.bench.decisions.Turn;
import io.breakwater.cassandra.Ring;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** The driver and nothing else: as many inserts in flight as a node has lanes, each of a block's bytes. */
final class RawInserts implements Side {

    private static final int LANES = 16;
    private static final int ROWS_A_PART = 512;

    private final CqlSession session;
    private final PreparedStatement insert;
    private final BlockSizes sizes;
    private final AtomicLong rows = new AtomicLong();

    private RawInserts(CqlSession session, PreparedStatement insert, BlockSizes sizes) {
        this.session = session;
        this.insert = insert;
        this.sizes = sizes;
    }

    /** @param condition of each insert */
    static RawInserts open(Ring ring, BlockSizes sizes, String condition) {
        CqlSession session = CqlSession.builder()
                .addContactPoint(new InetSocketAddress(ring.node().address(), ring.node().clientPort()))
                .withLocalDatacenter(ring.dataCenter())
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(30))
                        .withString(DefaultDriverOption.REQUEST_CONSISTENCY, "LOCAL_QUORUM")
                        .withString(DefaultDriverOption.REQUEST_SERIAL_CONSISTENCY, "LOCAL_SERIAL").build())
                .build();
        String table = condition.isEmpty() ? "bench.raw_plain" : "bench.raw_conditional";
        session.execute("CREATE TABLE " + table + " (lane int, part bigint, number bigint, bytes blob,"
                + " PRIMARY KEY ((lane, part), number))");
        return new RawInserts(session, session.prepare(
                "INSERT INTO " + table + " (lane, part, number, bytes) VALUES (?, ?, ?, ?) " + condition), sizes);
    }

    @Override
    public Turn turn(Duration time) throws InterruptedException {
        byte[] block = new byte[sizes.last().bytes()];
        new Random(7).nextBytes(block);
        Writing writing = new Writing(ByteBuffer.wrap(block), System.nanoTime() + time.toNanos());
        long begun = System.nanoTime();
        for (int lane = 0; lane < LANES; lane++) {
            writing.next(lane);
        }
        writing.ended.await();
        if (writing.failure.get() != null) {
            throw new IllegalStateException("an insert failed", writing.failure.get());
        }
        long decisions = Math.round(writing.inserted.get() * sizes.last().decisions());
        return new Turn(decisions, 0, System.nanoTime() - begun, Turn.Cost.NONE);
    }

    /** One turn: each lane inserts its next row when the one before is acknowledged. */
    private final class Writing {

        private final ByteBuffer block;
        private final long deadlineNanos;
        private final AtomicLong inserted = new AtomicLong();
        private final AtomicReference<Throwable> failure = new AtomicReference<>();
        private final CountDownLatch ended = new CountDownLatch(LANES);

        Writing(ByteBuffer block, long deadlineNanos) {
            this.block = block;
            this.deadlineNanos = deadlineNanos;
        }

        void next(int lane) {
            if (System.nanoTime() > deadlineNanos || failure.get() != null) {
                ended.countDown();
                return;
            }
            long number = rows.incrementAndGet();
            session.executeAsync(insert.bind(lane, number / LANES / ROWS_A_PART, number, block.duplicate()))
                    .whenComplete((_, wrong) -> {
                        if (wrong == null) {
                            inserted.incrementAndGet();
                        } else {
                            failure.set(wrong);
                        }
                        next(lane);
                    });
        }
    }

    @Override
    public void close() {
        session.close();
    }
}

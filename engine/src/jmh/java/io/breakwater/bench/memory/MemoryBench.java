package io.breakwater.bench.memory;

import io.breakwater.bench.Bench;
import io.breakwater.bench.BenchRun;
import io.breakwater.bench.Report;
import io.breakwater.bench.Series;
import io.breakwater.bench.Unit;
import io.breakwater.bench.load.LoadShape;
import io.breakwater.domain.counterparty.CounterpartyAggregate;
import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.CounterpartyEvent;
import io.breakwater.domain.counterparty.Valued;
import io.breakwater.log.LaneFold;
import io.breakwater.log.LaneState;
import io.breakwater.log.LogName;
import java.lang.ref.Reference;
import java.util.function.Supplier;

/**
 * Bytes of heap a counterparty in a lane that has read its snapshot, against its bytes in the snapshot; with sizes as
 * at a large venue. What one lane needs bounds how many counterparties an environment can have.
 */
public final class MemoryBench implements Bench {
    private static final int COUNTERPARTIES = 50_000;
    private static final int COLLECTIONS = 3;
    private static final double MILLI = 1e6;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String question() {
        return "bytes a counterparty in a lane's memory against those in its snapshot, and the time to read it";
    }

    @Override
    public Report run(BenchRun run) {
        LoadShape shape = LoadShape.skewed(run.options().number("counterparties", COUNTERPARTIES));
        LaneFold<Valued, CounterpartyCommand, CounterpartyEvent> fold =
                new LaneFold<>(new LogName("simulation", "bench", "counterparty-00"), new CounterpartyAggregate());
        long[] wrote = new long[1];
        byte[] snapshot = timed(wrote, () -> fold.snapshot(new Crowd(shape).state()));
        run.say("%s: snapshot of %,d bytes, with its making after %,.0f ms", shape.text(), snapshot.length,
                wrote[0] / MILLI);
        Series heap = new Series(Unit.BYTES);
        Series stored = new Series(Unit.BYTES);
        Series read = new Series(Unit.MILLIS);
        for (int round = 1; round <= run.options().rounds(); round++) {
            long before = used();
            long[] nanos = new long[1];
            LaneState<Valued> state = timed(nanos, () -> fold.restored(snapshot));
            double bytes = (used() - before) / (double) state.size();
            Reference.reachabilityFence(state);
            heap.add(bytes);
            stored.add(snapshot.length / (double) state.size());
            read.add(nanos[0] / MILLI);
            run.say("round %d/%d  %,.0f bytes a counterparty, read in %,.0f ms", round, run.options().rounds(), bytes,
                    nanos[0] / MILLI);
        }
        return new Report(name(), shape.text(), heap, stored)
                .with("snapshotBytes", snapshot.length)
                .with("readMillis", read.median());
    }

    private static <T> T timed(long[] nanos, Supplier<T> work) {
        long begun = System.nanoTime();
        T done = work.get();
        nanos[0] = System.nanoTime() - begun;
        return done;
    }

    /** Bytes of heap that something still refers to. */
    private static long used() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}

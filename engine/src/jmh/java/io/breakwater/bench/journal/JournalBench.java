package io.breakwater.bench.journal;

import io.breakwater.bench.Bench;
import io.breakwater.bench.BenchRun;
import io.breakwater.bench.Comparison;
import io.breakwater.bench.Report;
import io.breakwater.bench.Trial;
import io.breakwater.bench.Unit;
import io.breakwater.bench.WorkDirectory;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Blocks of 64 KiB from 16 lanes with one in flight each, against a loop that puts as many blocks into a RocksDB batch
 * and syncs it: the most that the engine underneath can take. Also beside 16 threads that each sync a batch of one
 * block, grouped by RocksDB itself.
 */
public final class JournalBench implements Bench {

    static final int LANES = 16;
    static final int BLOCK_BYTES = 64 << 10;

    private static final String OURS = "EmbeddedStore";
    private static final String BATCHES = "raw, 16 blocks a batch";
    private static final String THREADS = "raw, 16 threads";

    private final Map<String, Long> syncs = new HashMap<>();
    private final Map<String, Long> blocks = new HashMap<>();

    @Override
    public String name() {
        return "journal";
    }

    @Override
    public String question() {
        return "synced appends of 16 lanes, 64 KiB each, against raw synced RocksDB batches of equal bytes";
    }

    @Override
    public Report run(BenchRun run) throws IOException, InterruptedException {
        Duration time = Duration.ofSeconds(run.options().seconds());
        Comparison comparison = new Comparison(Unit.MEGABYTES_A_SECOND)
                .side(OURS, trial(run, OURS, path -> StoreAppends.run(path, time)))
                .side(BATCHES, trial(run, BATCHES, path -> RawAppends.inBatches(path, time)))
                .side(THREADS, trial(run, THREADS, path -> RawAppends.inThreads(path, time)));
        comparison.run(run);
        return new Report(name(), LANES + " lanes, one block of " + BLOCK_BYTES + " bytes in flight each, synced",
                comparison.of(OURS), comparison.of(BATCHES))
                .with("rawThreads", comparison.of(THREADS).median())
                .with("ratioToThreads", comparison.of(OURS).ratioTo(comparison.of(THREADS)))
                .with("blocksASync", blocksASync(OURS))
                .with("baselineBlocksASync", blocksASync(BATCHES))
                .with("rawThreadsBlocksASync", blocksASync(THREADS));
    }

    private double blocksASync(String side) {
        return (double) blocks.get(side) / syncs.get(side);
    }

    @FunctionalInterface
    private interface Appends {
        Appended run(WorkDirectory directory) throws IOException, InterruptedException;
    }

    private Trial trial(BenchRun run, String side, Appends appends) {
        return () -> {
            try (WorkDirectory directory = run.directory().child()) {
                Appended appended = appends.run(directory);
                syncs.merge(side, appended.syncs(), Long::sum);
                blocks.merge(side, appended.blocks(), Long::sum);
                return appended.megabytesASecond();
            }
        };
    }
}

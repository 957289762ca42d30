package io.breakwater.bench.link;

import io.breakwater.bench.Bench;
import io.breakwater.bench.BenchRun;
import io.breakwater.bench.Comparison;
import io.breakwater.bench.Report;
import io.breakwater.bench.Unit;
import io.breakwater.bench.WorkDirectory;
import io.breakwater.bench.load.LoadShape;
import io.breakwater.bench.recover.LaneRecovery;
import java.io.IOException;
import java.time.Duration;

/**
 * Decisions a second that a follower catches up with, over a real socket and into a synced journal of its own, against
 * a copy of the same blocks from one store into another without any link. Then how far a follower is behind a leader
 * that goes on at a pace.
 */
public final class LinkBench implements Bench {
    private static final String LINK = "link";
    private static final String COPY = "local copy";
    private static final int COUNTERPARTIES = 10_000;
    private static final int PACE = 50_000;

    @Override
    public String name() {
        return "link";
    }

    @Override
    public String question() {
        return "decisions/s that a follower catches up with against a local copy, bytes, lag at a pace";
    }

    @Override
    public Report run(BenchRun run) throws IOException, InterruptedException {
        LoadShape shape = LoadShape.skewed(COUNTERPARTIES);
        int pace = run.options().number("pace", PACE);
        try (WorkDirectory written = run.directory().child();
                LaneRecovery log = LaneRecovery.write(written, shape, Duration.ofSeconds(run.options().seconds()));
                LinkedStores stores = LinkedStores.open(written, log.events())) {
            run.say("log: %,d decisions of %s in %,d blocks, %,d bytes a thousand", log.events(), shape.text(),
                    stores.blocks(), stores.bytes() * 1_000 / log.events());
            Comparison comparison = new Comparison(Unit.DECISIONS_A_SECOND);
            comparison.side(LINK, () -> stores.caughtUp(run.directory()))
                    .side(COPY, () -> stores.copied(run.directory()));
            comparison.run(run);
            LinkedStores.Lag lag = stores.lag(run.directory(), pace, Duration.ofSeconds(run.options().seconds()));
            run.say("at %,d decisions/s: durable with the follower after %.1f ms (median), %.1f ms (99 %%)", pace,
                    lag.medianMillis(), lag.p99Millis());
            return new Report(name(), "one lane, " + shape.text() + ", gzip, loopback",
                    comparison.of(LINK), comparison.of(COPY))
                    .with("pace", pace)
                    .with("timesThePace", comparison.of(LINK).median() / pace)
                    .with("blocksASecond", comparison.of(LINK).median() * stores.blocks() / log.events())
                    .with("storedBytesAThousandDecisions", stores.bytes() * 1_000 / log.events())
                    .with("sentBytesAThousandDecisions", stores.sentBytes() * 1_000 / log.events())
                    .with("lagMillis", lag.medianMillis())
                    .with("lagMillisP99", lag.p99Millis());
        }
    }
}

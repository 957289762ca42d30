package io.breakwater.bench.cassandra;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.breakwater.bench.Bench;
import io.breakwater.bench.BenchRun;
import io.breakwater.bench.Report;
import io.breakwater.bench.WorkDirectory;
import io.breakwater.bench.decisions.PackedLoad;
import io.breakwater.bench.decisions.SideComparison;
import io.breakwater.bench.load.LoadShape;
import io.breakwater.bench.load.MovingMarket;
import io.breakwater.bench.load.OrderFlow;
import io.breakwater.bench.node.NodeProcess;
import io.breakwater.bench.node.NodeSide;
import io.breakwater.bench.stock.StockSide;
import io.breakwater.cassandra.Ring;
import io.breakwater.cassandra.RingOptions;
import io.breakwater.journal.cassandra.CassandraSettings;
import io.breakwater.journal.cassandra.CassandraStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A node on one Cassandra process, told packs through its port, against stock entities over Pekko's own Cassandra
 * journal with an event a command, and against the driver inserting blocks of the node's size and nothing else.
 */
public final class CassandraBench implements Bench {

    private static final String NODE = "node, packed stream";
    private static final String STOCK = "stock: ask and event each";
    private static final String PLAIN = "driver, plain inserts";
    private static final String CONDITIONAL = "driver, IF NOT EXISTS";
    private static final long SEED = 20_200_312;
    private static final int COUNTERPARTIES = 1_000;
    private static final int PACK_ITEMS = 1_024;
    private static final int PACKS_IN_FLIGHT = 32;

    @Override
    public String name() {
        return "cassandra";
    }

    @Override
    public String question() {
        return "durable decisions/s on synced Cassandra against stock events of Pekko's own Cassandra journal";
    }

    @Override
    public Report run(BenchRun run) throws IOException, InterruptedException {
        LoadShape shape = LoadShape.skewed(run.options().number("counterparties", COUNTERPARTIES));
        run.say("load: %s", shape.text());
        try (WorkDirectory files = run.directory().child();
                Ring ring = RingOptions.of(1).measured().start(files.path())) {
            Config config = ConfigFactory.parseString(settings(ring)).withFallback(ConfigFactory.load());
            CassandraStore.createSchema(CassandraSettings.from(config));
            return compare(run, shape, ring, CassandraSettings.from(config));
        }
    }

    private Report compare(BenchRun run, LoadShape shape, Ring ring, CassandraSettings settings)
            throws IOException, InterruptedException {
        Path file = run.directory().child().path().resolve("node.conf");
        Files.writeString(file, settings(ring));
        try (MovingMarket market = new MovingMarket(shape.market());
                NodeSide node = NodeSide.open(
                        NodeProcess.node(run.directory().child().path(), file), load(shape, run));
                StockSide stock = StockSide.open(StockJournal.settings(ring), market, load(shape, run));
                BlockSizes sizes = new BlockSizes(settings);
                RawInserts plain = RawInserts.open(ring, sizes, "");
                RawInserts conditional = RawInserts.open(ring, sizes, "IF NOT EXISTS")) {
            SideComparison comparison = new SideComparison(Duration.ofSeconds(run.options().seconds()));
            comparison.add(NODE, sizes.measuring(node));
            comparison.add(STOCK, stock);
            comparison.add(PLAIN, plain);
            comparison.add(CONDITIONAL, conditional);
            comparison.run(run);
            return report(shape, comparison, sizes.last());
        }
    }

    private static PackedLoad load(LoadShape shape, BenchRun run) {
        return new PackedLoad(new OrderFlow(shape, SEED), run.options().number("pack", PACK_ITEMS),
                run.options().number("in-flight", PACKS_IN_FLIGHT));
    }

    private Report report(LoadShape shape, SideComparison comparison, BlockSizes.Sizes sizes) {
        return new Report(name(), shape.text() + "; one Cassandra 5.0.9, commitlog_sync batch",
                comparison.of(NODE), comparison.of(STOCK))
                .with("decisionsABlock", sizes.decisions())
                .with("bytesABlock", sizes.bytes())
                .with("plainInserts", comparison.of(PLAIN).median())
                .with("ratioToPlainInserts", comparison.of(NODE).ratioTo(comparison.of(PLAIN)))
                .with("conditionalInserts", comparison.of(CONDITIONAL).median())
                .with("ratioToConditionalInserts", comparison.of(NODE).ratioTo(comparison.of(CONDITIONAL)))
                .with(comparison.costOf(NODE, "node"))
                .with(comparison.costOf(STOCK, "stock"));
    }

    private static String settings(Ring ring) {
        return """
                breakwater.journal {
                  kind = cassandra
                  cassandra {
                    contact-points = ["%s"]
                    local-data-center = "%s"
                    keyspace = bench
                    replication = ["%s = 1"]
                  }
                }
                """.formatted(ring.node().contactPoint(), ring.dataCenter(), ring.dataCenter());
    }
}

package io.breakwater.bench.decisions;

import io.breakwater.bench.Bench;
import io.breakwater.bench.BenchOptions;
import io.breakwater.bench.BenchRun;
import io.breakwater.bench.Report;
import io.breakwater.bench.exchange.ExchangeCoreRate;
import io.breakwater.bench.exchange.ExchangeCoreSide;
import io.breakwater.bench.lanes.LaneSide;
import io.breakwater.bench.load.LoadShape;
import io.breakwater.bench.load.MovingMarket;
import io.breakwater.bench.load.OrderFlow;
import io.breakwater.bench.node.NodeSide;
import io.breakwater.bench.node.PacedRun;
import io.breakwater.bench.stock.StockSide;
import io.breakwater.cassandra.JavaHome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** Durable decisions a second on a load of many counterparties, or of a single one. */
public final class DecisionsBench implements Bench {

    private static final String NODE = "node, packed stream";
    private static final String LANES = "lanes in process";
    private static final String STOCK = "stock: ask and event each";
    private static final String EXCHANGE_CORE = "exchange-core, not durable";
    private static final long SEED = 20_200_312;
    /** Full messages: what a pack costs beside its items is paid as seldom as the API allows. */
    private static final int PACK_ITEMS = 4_096;
    private static final int PACKS_IN_FLIGHT = 16;
    /** Of one counterparty: the stock side takes half a minute for as many items. */
    private static final int HOT_PACKS_IN_FLIGHT = 8;
    private static final int SKEWED = 10_000;
    private static final int UNIFORM = 1_000;
    private static final int PACE = 50_000;
    private static final int PACED_WARM_UP = 6;

    private final boolean hot;

    private DecisionsBench(boolean hot) {
        this.hot = hot;
    }

    public static DecisionsBench ofMany() {
        return new DecisionsBench(false);
    }

    public static DecisionsBench ofOne() {
        return new DecisionsBench(true);
    }

    @Override
    public String name() {
        return hot ? "hot" : "decisions";
    }

    @Override
    public String question() {
        return hot ? "the same where one counterparty of 3,000 positions and 5,000 working orders takes it all"
                : "durable decisions/s through the packed stream against one ask and one stock event each";
    }

    private LoadShape shape(BenchOptions options) {
        if (hot) {
            return LoadShape.hot();
        }
        int usual = options.isUniform() ? UNIFORM : SKEWED;
        int counterparties = options.number("counterparties", usual);
        return options.isUniform() ? LoadShape.uniform(counterparties) : LoadShape.skewed(counterparties);
    }

    private PackedLoad load(LoadShape shape, BenchOptions options) {
        return new PackedLoad(new OrderFlow(shape, SEED), options.number("pack", PACK_ITEMS),
                options.number("in-flight", hot ? HOT_PACKS_IN_FLIGHT : PACKS_IN_FLIGHT));
    }

    @Override
    public Report run(BenchRun run) throws IOException, InterruptedException {
        LoadShape shape = shape(run.options());
        run.say("load: %s", shape.text());
        PackedLoad ofNode = load(shape, run.options());
        try (MovingMarket market = new MovingMarket(shape.market());
                LaneSide lanes = LaneSide.open(run.directory().child(), market, load(shape, run.options()));
                StockSide stock = StockSide.open(run.directory().child(), market, load(shape, run.options()));
                NodeSide node = NodeSide.open(run.directory().child(), ofNode);
                ExchangeCoreSide exchangeCore = exchangeCore(run, shape)) {
            SideComparison comparison = new SideComparison(Duration.ofSeconds(run.options().seconds()));
            comparison.add(NODE, node);
            comparison.add(LANES, lanes);
            comparison.add(STOCK, stock);
            if (exchangeCore != null) {
                comparison.add(EXCHANGE_CORE, exchangeCore);
            }
            comparison.run(run);
            return report(shape, comparison).with(latencies(run, node, ofNode.flow()));
        }
    }

    /** Null where there is no Java that it runs on. */
    private static ExchangeCoreSide exchangeCore(BenchRun run, LoadShape shape)
            throws IOException, InterruptedException {
        Optional<Path> java = JavaHome.find();
        if (java.isEmpty()) {
            run.say("exchange-core is not run: no JDK 17 was found, which it runs on; its rate is cited");
            return null;
        }
        return ExchangeCoreSide.open(java.get(), run.directory().child(), new OrderFlow(shape, SEED));
    }

    private Report report(LoadShape shape, SideComparison comparison) {
        return new Report(name(), shape.text(), comparison.of(NODE), comparison.of(STOCK))
                .with("lanesInProcess", comparison.of(LANES).median())
                .with("lanesInProcessRatio", comparison.of(LANES).ratioTo(comparison.of(STOCK)))
                .with(comparison.costOf(NODE, "node"))
                .with(comparison.costOf(LANES, "lanes"))
                .with(comparison.costOf(STOCK, "stock"))
                .with(besideExchangeCore(comparison));
    }

    private static Map<String, Object> besideExchangeCore(SideComparison comparison) {
        boolean isMeasured = comparison.has(EXCHANGE_CORE);
        ExchangeCoreRate rate = isMeasured ? ExchangeCoreRate.measured(comparison.of(EXCHANGE_CORE).median())
                : ExchangeCoreRate.CITED;
        Map<String, Object> all = rate.shares(comparison.of(NODE).median(), comparison.of(LANES).median());
        if (isMeasured) {
            all.putAll(comparison.costOf(EXCHANGE_CORE, "exchangeCore"));
        }
        return all;
    }

    private static Map<String, Object> latencies(BenchRun run, NodeSide node, OrderFlow flow)
            throws InterruptedException {
        int pace = run.options().number("pace", PACE);
        Duration time = Duration.ofSeconds(run.options().seconds());
        // Small packs take other paths through the node than the large ones before; while its compilers are at work a
        // node of two cores falls behind this pace, and what waits then would count in the run that measures.
        for (int turn = 0; turn < PACED_WARM_UP; turn++) {
            PacedRun.run(node, flow, pace, time);
        }
        PacedRun.Latencies latencies = PacedRun.run(node, flow, pace, time);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("pace", pace);
        all.put("hotMicros", percentiles(run, "hot", latencies.hot()));
        all.put("medianMicros", percentiles(run, "median", latencies.median()));
        all.put("othersMicros", percentiles(run, "others", latencies.others()));
        return all;
    }

    private static Map<String, Long> percentiles(BenchRun run, String whose, Histogram micros) {
        Map<String, Long> all = new LinkedHashMap<>();
        all.put("count", micros.getTotalCount());
        all.put("p50", micros.getValueAtPercentile(50));
        all.put("p99", micros.getValueAtPercentile(99));
        all.put("p999", micros.getValueAtPercentile(99.9));
        all.put("max", micros.getMaxValue());
        run.say("latency of packs, paced, %-8s %s micros", whose, all);
        return all;
    }
}

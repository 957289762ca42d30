package io.breakwater.ops.demo;

import io.breakwater.ops.client.RequestIds;
import io.breakwater.ops.load.FlowMix;
import io.breakwater.ops.load.FlowSettings;
import io.breakwater.ops.load.OrderFlow;
import io.breakwater.ops.market.MarchCrash;
import io.breakwater.ops.market.MarketFile;
import io.breakwater.ops.market.PriceSeries;
import io.breakwater.v1.DecisionItem;
import io.breakwater.v1.ReconcileResponse;
import io.breakwater.v1.VerifyReport;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** What a demonstration plays and where it shows itself, whatever it is played on. Used by one thread. */
final class Stage {
    private static final double SKEW = 1.4;
    private static final double TOP_EQUITY_USD = 50e6;
    private static final long NANOS = 1_000_000_000L;
    /** Life of the options. */
    private static final long OPTION_SECONDS = 30L * 86_400;
    /** A rate over less would say nothing. */
    private static final long LEAST_RATED_NANOS = 100_000_000L;
    private static final long PAUSE_NANOS = 1_000_000L;

    private final DemoOptions options;
    private final Screen screen;
    private final RequestIds ids = new RequestIds(InstantSource.system(), new SecureRandom());
    private final Tally tally = new Tally();
    private final DemoMarket market;
    private final FlowSettings settings;
    private final OrderFlow flow;
    private final Play play;
    private final MarketPlay marks;
    private final OptionDesk desk;
    private long begunNanos;
    private long begunDecisions;
    private long rateFromNanos;
    private long rateFromDecisions;

    Stage(DemoOptions options, Screen screen) {
        this(options, screen, 0);
    }

    /** @param place of the stage where several play the same market, from 0; each has an order flow of its own */
    Stage(DemoOptions options, Screen screen, int place) {
        this.options = options;
        this.screen = screen;
        long expiresSeconds = ids.nowMillis() / 1_000 + OPTION_SECONDS;
        this.market = options.market() == null
                ? DemoMarket.march(MarchCrash.path(options.seed()), expiresSeconds)
                : DemoMarket.recorded(MarketFile.read(options.market()), expiresSeconds);
        this.settings = new FlowSettings(market.grid(), FlowMix.PERPETUALS, options.counterparties(), SKEW,
                TOP_EQUITY_USD, market::usdPerLot);
        this.flow = new OrderFlow(settings, ids, options.seed() + place, market.series().firstTicks());
        this.marks = new MarketPlay(market, ids);
        this.desk = new OptionDesk(market.options(), options.counterparties(), options.seed() + place);
        this.play = new Play(flow, tally, this::optionOrders);
    }

    Play play() {
        return play;
    }

    OrderFlow flow() {
        return flow;
    }

    FlowSettings settings() {
        return settings;
    }

    RequestIds ids() {
        return ids;
    }

    Tally tally() {
        return tally;
    }

    Screen screen() {
        return screen;
    }

    DemoOptions options() {
        return options;
    }

    /** Lists the instrument and brings everybody in, with what they hold already. */
    void onboard(Link link) throws InterruptedException {
        long from = System.nanoTime();
        Onboarding onboarding = new Onboarding(link.node(), ids, market, settings);
        (options.dataCenters() > 1 ? onboarding.withoutFirmCaps() : onboarding).run();
        marks.refresh(link);
        flow.openingPositions().forEach(request -> link.node().facts().reportFacts(request));
        if (market.hasOptions()) {
            link.node().facts().reportFacts(desk.positions(ids, market.spotUsd(marks.point())));
            screen.headline(String.format(Locale.ROOT,
                    "%d options are listed; every tenth counterparty trades them, margined by"
                    + " risk arrays over all that it holds", market.options().all().size()));
        }
        screen.headline(String.format(Locale.ROOT, "%,d counterparties onboarded, funded and limited in %.1f s",
                options.counterparties(), seconds(from)));
        PriceSeries.Point first = market.series().points().getFirst();
        PriceSeries.Point last = market.series().points().getLast();
        screen.headline(String.format(Locale.ROOT, "playing %s from %s to %s in about %d s: %s → %s, lowest %s",
                market.instrumentId(), at(first), at(last), options.budget().wishedSeconds(),
                market.grid().price(first.ticks()),
                market.grid().price(last.ticks()), market.grid().price(market.series().lowestTicks())));
    }

    private List<DecisionItem> optionOrders() {
        return market.hasOptions()
                ? desk.next(market.spotUsd(marks.point()), ids.nowMillis() / 1_000) : List.of();
    }

    private static Instant at(PriceSeries.Point point) {
        return Instant.ofEpochSecond(point.timeMicros() / 1_000_000);
    }

    /** The present mark again: what a node needs that has just come up. */
    void refreshMarks(Link link) {
        marks.refresh(link);
    }

    /** Plays the market from one share of it to another. @param span how long that takes, in nanoseconds */
    void play(Link link, double from, double to, long span) throws InterruptedException {
        begin();
        for (long now = begunNanos; now - begunNanos < span; now = System.nanoTime()) {
            double share = from + (to - from) * (now - begunNanos) / span;
            if (!turn(link, share, now)) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            if (screen.isDue(now) && isRated(now)) {
                List<String> lines = lines(now);
                lines.addAll(marks.shown(link));
                screen.show(now, share, lines);
            }
        }
    }

    /** From here on the rate counts. */
    void begin() {
        begunNanos = System.nanoTime();
        begunDecisions = tally.decisions();
        rateFromNanos = begunNanos;
        rateFromDecisions = begunDecisions;
    }

    /** Plays one step. Answers false where there is nothing to do for a moment. */
    boolean turn(Link link, double share, long now) throws InterruptedException {
        flow.mark(marks.advance(link, share).ticks());
        double due = options.perSecond() / (double) options.dataCenters() * ((now - begunNanos) / (double) NANOS);
        if (options.perSecond() == 0 || tally.decisions() - begunDecisions + play.inFlightItems() <= due) {
            play.step(link);
            return true;
        }
        play.takeReady(link);
        return false;
    }

    boolean isRated(long now) {
        return now - rateFromNanos >= LEAST_RATED_NANOS;
    }

    /** What there is to see since it was asked last. */
    List<String> lines(long now) {
        double rate = (tally.decisions() - rateFromDecisions) * (double) NANOS / (now - rateFromNanos);
        rateFromNanos = now;
        rateFromDecisions = tally.decisions();
        PriceSeries.Point point = marks.point();
        return new ArrayList<>(List.of(
                String.format(Locale.ROOT,
                        "%s %s %s", at(point), market.instrumentId(), market.grid().price(point.ticks())),
                String.format(Locale.ROOT,
                        "%,d decisions, %,.0f/s, %,d refused", tally.decisions(), rate, tally.refused()),
                "refused: " + tally.reasons(),
                String.format(Locale.ROOT, "exposure %,.0f m USD, %,d orders work", flow.exposureUsd() / 1e6,
                        flow.workingOrders())));
    }

    /** @param changed outcomes that were another when asked for again */
    DemoReport audit(Link link, long changed, long recoveredMillis) throws InterruptedException {
        screen.headline("auditing: every chain, every decision again, every receipt");
        VerifyReport verified = Verification.verify(link.node(), progress -> {
            if (screen.isDue(System.nanoTime())) {
                screen.show(System.nanoTime(), progress.getBlocks() / (double) Math.max(1, progress.getBlocksTotal()),
                        List.of(String.format(Locale.ROOT, "%,d events folded", progress.getEvents())));
            }
        });
        ReconcileResponse receipts = Verification.reconcile(link.node(), tally.receipts());
        long lost = changed + receipts.getMissing() + receipts.getDifferent() + receipts.getDoubled();
        return new DemoReport(tally.decisions(), tally.accepted(), tally.refused(), tally.refusedByReason(),
                tally.acknowledged(), lost, recoveredMillis, verified.getEvents(), verified.getDamageCount(),
                verified.getRetaken(), verified.getMismatches() + verified.getNotRetakeable());
    }

    /** Says what was found. @param link the one that the answers' times are told of */
    void conclude(Link link, DemoReport report) {
        screen.headline(String.format(Locale.ROOT, "%,d decisions: %,d accepted, %,d refused; %,d facts in suspense",
                report.decisions(), report.accepted(), report.refused(), play.suspended()));
        screen.say(String.format(Locale.ROOT, "acknowledged %,d, lost %,d, recovered in %.1f s", report.acknowledged(),
                report.lost(), report.recoveredMillis() / 1e3));
        screen.say(String.format(Locale.ROOT,
                "audited %,d events: %,d breaks of a chain; took %,d decisions again: %,d differ",
                report.auditedEvents(), report.chainBroken(), report.retaken(), report.mismatches()));
        screen.say(String.format(Locale.ROOT,
                "answers took %.1f ms in the median, %.1f ms at the 99th percentile of packs of %d",
                link.decisions().latencyMicros().getValueAtPercentile(50) / 1e3,
                link.decisions().latencyMicros().getValueAtPercentile(99) / 1e3, Play.ITEMS_A_PACK));
    }

    static double seconds(long fromNanos) {
        return (System.nanoTime() - fromNanos) / 1e9;
    }
}

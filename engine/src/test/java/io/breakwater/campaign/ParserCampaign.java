package io.breakwater.campaign;

import io.breakwater.feed.Decimal;
import io.breakwater.feed.Fault;
import io.breakwater.feed.FeedFault;
import io.breakwater.feed.Gate;
import io.breakwater.feed.GateLimits;
import io.breakwater.feed.Observation;
import io.breakwater.feed.Quarantine;
import io.breakwater.feed.Tally;
import io.breakwater.feed.file.FileSource;
import io.breakwater.feed.fix.SpoiledReports;
import io.breakwater.feed.live.Inbox;
import io.breakwater.feed.live.Venue;
import io.breakwater.feed.live.binance.Binance;
import io.breakwater.feed.live.binance.BinanceMarket;
import io.breakwater.feed.live.bybit.Bybit;
import io.breakwater.feed.live.deribit.Deribit;
import io.breakwater.feed.live.okx.Okx;
import io.breakwater.gateway.feed.SpoiledObservations;
import io.breakwater.kernel.Overflow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Spoils good messages and files and lets every parser read them. A parser may say that it cannot read one, in the one
 * way that is meant for it; what passes the gate must make sense by a check that is written down here again.
 */
final class ParserCampaign implements Inbox {
    private static final long NOW = 1_700_000_002_000_000L;
    private static final int FILES_OF_TEN = 3;
    private static final int REPORTS_OF_TEN = 1;

    private final SplittableRandom random;
    private final Mutator mutator;
    private final Tally tally = new Tally();
    private final SpoiledReports reports = new SpoiledReports();
    private final List<String> goodReports = SpoiledReports.good();
    private long facts;
    private Gate gate;
    private String input = "";

    private ParserCampaign(long seed) {
        this.random = new SplittableRandom(seed);
        this.mutator = new Mutator(random);
    }

    /** @param good observations that passed @param facts of drop copies @param faults what did not pass, by kind */
    record Result(long inputs, long good, long facts, Map<Fault, Long> faults) {}

    /** @throws IllegalStateException naming the seed and the input that broke something */
    static Result run(long seed, long inputs) {
        ParserCampaign campaign = new ParserCampaign(seed);
        for (long i = 0; i < inputs; i++) {
            campaign.one(seed, i);
        }
        return new Result(inputs, campaign.tally.good(), campaign.facts, new EnumMap<>(campaign.tally.byFault()));
    }

    private void one(long seed, long number) {
        gate = new Gate(GateLimits.LIVE, tally, new Quarantine(1), this::check);
        try {
            int kind = random.nextInt(10);
            if (kind < FILES_OF_TEN) {
                file();
            } else if (kind < FILES_OF_TEN + REPORTS_OF_TEN) {
                report();
            } else {
                message();
            }
        } catch (IOException | RuntimeException failure) {
            throw new IllegalStateException("seed " + seed + ", input " + number + ": " + input, failure);
        }
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private void message() {
        switch (random.nextInt(5)) {
            case 0 -> read(new Deribit(), any(Samples.deribit()));
            case 1 -> read(new Binance(any(List.of(BinanceMarket.values()))), any(Samples.binance()));
            case 2 -> read(new Okx(), any(Samples.okx()));
            case 3 -> read(new Bybit("bybit"), any(Samples.bybit()));
            default -> brought();
        }
    }

    /** What a caller brings over the port. */
    private void brought() {
        input = mutator.mutate(any(SpoiledObservations.good()));
        try {
            gate.observed(SpoiledObservations.read(input, NOW));
        } catch (FeedFault fault) {
            tally.add(fault.fault());
        }
    }

    /** A message of a drop copy: a fact that fits, nothing, or a reason for which it is held. */
    private void report() {
        input = mutator.mutate(any(goodReports));
        switch (reports.read(input)) {
            case FACT -> facts++;
            case NOTHING -> tally.add(Fault.UNKNOWN);
            case REASON -> tally.add(Fault.MALFORMED);
        }
    }

    private void readMessage(Venue venue, String good) {
        if (good.startsWith("{\"symbols\"")) {
            venue.readStates(input, NOW, this);
        } else {
            venue.read(input, NOW, this);
        }
    }

    private void read(Venue venue, String good) {
        input = mutator.mutate(good);
        try {
            if (good.startsWith("{\"lastUpdateId\"")) {
                venue.readSnapshot("B", input, NOW, this);
            } else {
                venue.subscribe(List.of("B"));
                readMessage(venue, good);
            }
        } catch (FeedFault fault) {
            tally.add(fault.fault());
        } catch (Overflow overflow) {
            tally.add(Fault.OVERFLOW);
        }
    }

    private void file() throws IOException {
        Samples.File good = any(Samples.files());
        input = mutator.mutate(good.text());
        try (FileSource file = FileSource.of(good.name(),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)))) {
            file.readAll(this);
        } catch (FeedFault fault) {
            tally.add(fault.fault());
        }
    }

    @Override
    public void observed(Observation observation) {
        gate.observed(observation);
    }

    @Override
    public void faulty(Fault fault, String text) {
        gate.faulty(fault, text);
    }

    @Override
    public void answer(String message) {
        require(message.length() < 1_000, "an answer of " + message.length());
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("passed the gate: " + what);
        }
    }

    private static void positive(Decimal value, String what) {
        require(value.isPresent() && value.unscaled() > 0, what + " " + value);
    }

    /** Said again, apart from the gate's own rules. */
    private void check(Observation observation) {
        require(observation.at().venueMicros() <= observation.at().receivedMicros() + 1_000_000, "from the future");
        switch (observation) {
            case Observation.Trade it -> {
                positive(it.price(), "price");
                positive(it.amount(), "amount");
            }
            case Observation.Liquidation it -> positive(it.price(), "price");
            case Observation.Quote it -> touch(it.touch());
            case Observation.OptionTicker it -> touch(it.touch());
            case Observation.IndexPrice it -> positive(it.price(), "index");
            case Observation.Ticker it -> require(!it.mark().isPresent() || it.mark().unscaled() > 0, "mark");
            case Observation.Candle it -> require(it.low().compareTo(it.high()) <= 0, "a low above a high");
            case Observation.Book it -> it.bids().forEach(level -> positive(level.price(), "bid"));
            case Observation.Funding it -> require(Math.abs(it.rate().toDouble()) <= 1, "funding");
            case Observation.Depth _, Observation.InstrumentState _ -> require(true, "nothing to check");
        }
    }

    private static void touch(Observation.Touch touch) {
        require(!touch.isTwoSided() || touch.bid().toDouble() <= touch.ask().toDouble(), "crossed " + touch);
    }
}

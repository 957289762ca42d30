package io.breakwater.ops.market;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The bitcoin crash of 12–13 March 2020 as BitMEX's perpetual contract saw it.
 *
 * <p>The prices of the anchors are published figures. Where a source tells the length of a leg but not its hour, the
 * hour is ours and {@link Anchor#hourPublished} is false. Between two anchors the path is a Brownian bridge of the
 * logarithm of the price, seeded, one point a minute, in ticks of half a dollar, and never below the published low.
 * Not a record: between the anchors nothing is claimed.
 */
public final class MarchCrash {
    /** Half a dollar, as the contract traded. */
    public static final long TICK_E8 = 50_000_000L;

    /** The published low, in ticks: 3,596 USD, −51 % of 7,353. */
    public static final long LOW_TICKS = 2 * 3_596L;

    /** Who published the figures: research, network data and press of March 2020. */
    private static final String SOURCE =
            "LedgerPrime research, Coin Metrics, press; BitMEX perpetual, 12–13 March 2020";

    private static final long MINUTE_MICROS = 60_000_000L;
    /** Standard deviation of the bridge's logarithm over one minute: about 1.5 % an hour. */
    private static final double MINUTE_DEVIATION = 0.002;
    /** The bridge may leave the span of its anchors by this share. */
    private static final double ROOM = 0.05;

    /**
     * A price that a source tells.
     *
     * @param time UTC
     * @param usd of the perpetual
     * @param spotPremiumUsd how much higher spot traded
     * @param hourPublished false: the source tells the leg's length, the hour is placed by us
     * @param fact the figure as it was published
     * @param source who published it
     */
    public record Anchor(
            Instant time, long usd, long spotPremiumUsd, boolean hourPublished, String fact, String source) {
        long ticks() {
            return usd * 100_000_000L / TICK_E8;
        }

        long premiumTicks() {
            return spotPremiumUsd * 100_000_000L / TICK_E8;
        }

        long timeMicros() {
            return time.getEpochSecond() * 1_000_000L;
        }
    }

    /** By rising time. */
    public static final List<Anchor> ANCHORS = List.of(
            anchor("2020-03-12T10:00:00Z", 7_353, 0, true, "7,353 at 10:00"),
            anchor("2020-03-12T10:30:00Z", 7_300, 0, false, "7,300 to 5,690 in one hour"),
            anchor("2020-03-12T11:30:00Z", 5_690, 50, false, "7,300 to 5,690 in one hour"),
            anchor("2020-03-12T22:58:00Z", 5_800, 50, false, "5,800 to 3,900 in about three hours"),
            anchor("2020-03-13T01:58:00Z", 3_900, 400, false, "5,800 to 3,900 in about three hours"),
            anchor("2020-03-13T02:00:00Z", 3_978, 400, true, "3,978 at 02:00; spot about 400 higher"),
            anchor("2020-03-13T02:16:00Z", 3_596, 400, false, "the low, 3,596: −51 %; spot about 400 higher"));

    private MarchCrash() {}

    /** The same path for the same seed, on every machine. */
    public static PriceSeries path(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<PriceSeries.Point> points = new ArrayList<>();
        for (int i = 1; i < ANCHORS.size(); i++) {
            bridge(ANCHORS.get(i - 1), ANCHORS.get(i), random, points);
        }
        points.add(pinned(ANCHORS.getLast()));
        return new PriceSeries("btc-usd-perp", TICK_E8, points);
    }

    private static Anchor anchor(String time, long usd, long premium, boolean hourPublished, String fact) {
        return new Anchor(Instant.parse(time), usd, premium, hourPublished, fact, SOURCE);
    }

    private static PriceSeries.Point pinned(Anchor anchor) {
        return new PriceSeries.Point(anchor.timeMicros(), anchor.ticks(), anchor.ticks() + anchor.premiumTicks());
    }

    /** Adds the first anchor and the minutes up to the second, which is left out. */
    private static void bridge(Anchor from, Anchor to, SplittableRandom random, List<PriceSeries.Point> into) {
        int minutes = Math.toIntExact((to.timeMicros() - from.timeMicros()) / MINUTE_MICROS);
        double end = StrictMath.log(to.usd());
        double at = StrictMath.log(from.usd());
        into.add(pinned(from));
        for (int minute = 1; minute < minutes; minute++) {
            int left = minutes - minute;
            // A bridge's next step towards its end: drift (end − at)/(left+1), variance left/(left+1).
            at += (end - at) / (left + 1)
                    + MINUTE_DEVIATION * StrictMath.sqrt(left / (left + 1.0)) * random.nextGaussian();
            into.add(point(from, to, minute, at));
        }
    }

    private static PriceSeries.Point point(Anchor from, Anchor to, int minute, double logUsd) {
        double ticksPerUsd = 1e8 / TICK_E8;
        double highest = Math.max(from.usd(), to.usd()) * (1 + ROOM);
        double lowest = Math.min(from.usd(), to.usd()) * (1 - ROOM);
        double usd = Math.clamp(StrictMath.exp(logUsd), lowest, highest);
        long ticks = Math.max(LOW_TICKS, StrictMath.round(usd * ticksPerUsd));
        long timeMicros = from.timeMicros() + minute * MINUTE_MICROS;
        long span = (to.timeMicros() - from.timeMicros()) / MINUTE_MICROS;
        long premium = from.premiumTicks() + (to.premiumTicks() - from.premiumTicks()) * minute / span;
        return new PriceSeries.Point(timeMicros, ticks, ticks + premium);
    }
}

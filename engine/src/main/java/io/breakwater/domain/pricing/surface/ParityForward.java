package io.breakwater.domain.pricing.surface;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The forward that calls and puts agree on: C − P = F − K, in coins 1 − K/F. Each strike with four quotes tells it to
 * within their widths; the weighted median of the tightest is not moved by a quote that is off.
 */
final class ParityForward {

    private static final int LEAST = 3;
    private static final int MOST = 9;
    /** Of the hint: further off is a mistake, not a basis. */
    private static final double FARTHEST = 0.5;

    private ParityForward() {}

    /** @param width of its quotes together, in the premium's unit, positive */
    private record Told(double forward, double width) {

        double weight(double leastWidth) {
            double counted = Math.max(width, leastWidth);
            return 1 / (counted * counted);
        }
    }

    /** The hint where fewer than {@value #LEAST} strikes tell. */
    static double of(ChainQuotes quotes) {
        List<Told> told = new ArrayList<>();
        for (ChainQuotes.Strike strike : quotes.strikes()) {
            if (strike.call().isTwoSided() && strike.put().isTwoSided()) {
                add(told, strike, quotes);
            }
        }
        if (told.size() < LEAST) {
            return quotes.forwardHint();
        }
        told.sort(Comparator.comparingDouble(Told::width).thenComparingDouble(Told::forward));
        return median(told.subList(0, Math.min(MOST, told.size())));
    }

    private static void add(List<Told> told, ChainQuotes.Strike strike, ChainQuotes quotes) {
        Quote call = strike.call();
        Quote put = strike.put();
        double difference = 0.5 * (call.bid() + call.ask()) - 0.5 * (put.bid() + put.ask());
        double width = call.ask() - call.bid() + (put.ask() - put.bid());
        double forward = quotes.inverse() ? strike.strike() / (1 - difference) : strike.strike() + difference;
        if (Math.abs(forward - quotes.forwardHint()) < FARTHEST * quotes.forwardHint()) {
            told.add(new Told(forward, width));
        }
    }

    /** Weighted by 1/width², but none beyond four times the middle one: a quote that is off may look tight. */
    private static double median(List<Told> byWidth) {
        double least = 0.5 * byWidth.get(byWidth.size() / 2).width();
        double whole = 0;
        for (Told each : byWidth) {
            whole += each.weight(least);
        }
        List<Told> byForward = new ArrayList<>(byWidth);
        byForward.sort(Comparator.comparingDouble(Told::forward));
        double sum = 0;
        for (Told each : byForward) {
            sum += each.weight(least);
            if (sum >= 0.5 * whole) {
                return each.forward();
            }
        }
        return byForward.getLast().forward();
    }
}

package io.breakwater.feed.run;

import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.instrument.Valuer;
import io.breakwater.domain.marks.OptionMark;
import io.breakwater.domain.pricing.surface.ChainQuotes;
import io.breakwater.domain.pricing.surface.Quote;
import io.breakwater.domain.pricing.surface.Smile;
import io.breakwater.domain.pricing.surface.Surface;
import io.breakwater.feed.Observation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The smile of every expiry as the quotes of its options tell it, fitted anew each second. Within the average that
 * settles an expiry it has none: what has been averaged is the instrument's to know. One thread only.
 */
final class Surfaces {
    private static final long FIT_MICROS = 1_000_000;
    private static final long YEAR_MICROS = 365 * 86_400_000_000L;

    /** An option and what is known of it. */
    record Known(Terms terms, Latest latest) {}

    /** What one surface is fitted to: options that differ in strike, side and expiry alone. */
    private record Chain(String underlying, String settlement, boolean inverse) {

        static Chain of(Terms terms) {
            return new Chain(terms.underlying(), terms.settlement().id(), ((Payoff.Option) terms.payoff()).inverse());
        }
    }

    /** @param venueForward what the venue took for the forward when it was fitted */
    private record Fitted(Smile smile, double venueForward) {}

    private Map<Chain, Map<Long, Fitted>> fitted = Map.of();
    private long fittedAtMicros;

    boolean isDue(long nowMicros) {
        return nowMicros - fittedAtMicros >= FIT_MICROS;
    }

    /** Fits what is quoted now. */
    void fit(List<Known> options, long nowMicros) {
        Map<Chain, Map<Long, Expiry>> chains = new HashMap<>();
        for (Known option : options) {
            if (isPriced(option.terms(), nowMicros)) {
                chains.computeIfAbsent(Chain.of(option.terms()), fresh -> new TreeMap<>())
                        .computeIfAbsent(option.terms().expiresAtMicros(), fresh -> new Expiry())
                        .add(option.terms(), option.latest());
            }
        }
        Map<Chain, Map<Long, Fitted>> smiles = new HashMap<>();
        chains.forEach((chain, expiries) -> smiles.put(chain, fit(chain, expiries, nowMicros)));
        fitted = smiles;
        fittedAtMicros = nowMicros;
    }

    /** Null where its expiry has no smile: too few quotes, or none free of arbitrage. */
    OptionMark.Inputs of(Terms terms, Latest latest, long nowMicros) {
        Fitted found = fitted.getOrDefault(Chain.of(terms), Map.of()).get(terms.expiresAtMicros());
        if (found == null || !isPriced(terms, nowMicros)) {
            return null;
        }
        boolean isLater = latest.forward().isPresent() && latest.markAtMicros() > fittedAtMicros;
        double moved = isLater ? latest.forward().toDouble() / found.venueForward() : 1;
        double unit = Valuer.power(terms.underlyingScale());
        long forward = Math.round(found.smile().forward() * moved * unit);
        long index = latest.index().isPresent() ? Math.round(latest.index().toDouble() * unit) : forward;
        long at = Math.max(latest.markAtMicros(), latest.touchAtMicros());
        return forward > 0 && index > 0 ? new OptionMark.Inputs(found.smile(), 0, forward, index, at) : null;
    }

    private static boolean isPriced(Terms terms, long nowMicros) {
        return terms.expiresAtMicros() - nowMicros > terms.settlementAverageMicros();
    }

    private static Map<Long, Fitted> fit(Chain chain, Map<Long, Expiry> expiries, long nowMicros) {
        List<ChainQuotes> quotes = new ArrayList<>();
        expiries.forEach((expiry, told) -> {
            if (told.isUsable()) {
                quotes.add(told.quotes(years(expiry, nowMicros), chain.inverse()));
            }
        });
        Surface surface = Surface.fit(quotes);
        Map<Long, Fitted> smiles = new HashMap<>();
        expiries.forEach((expiry, told) -> {
            Smile smile = surface.at(years(expiry, nowMicros));
            if (smile != null) {
                smiles.put(expiry, new Fitted(smile, told.forward));
            }
        });
        return smiles;
    }

    private static double years(long expiry, long nowMicros) {
        return (double) (expiry - nowMicros) / YEAR_MICROS;
    }

    /** What is quoted of one expiry, while it is gathered. */
    private static final class Expiry {
        private static final int MAX_STRIKES = 1_000;

        private final TreeMap<Double, ChainQuotes.Strike> strikes = new TreeMap<>();
        private double forward;
        private long forwardAtMicros;

        void add(Terms terms, Latest latest) {
            Payoff.Option option = (Payoff.Option) terms.payoff();
            double strike = (double) option.strikeTicks() / Valuer.power(terms.underlyingScale());
            if (strikes.size() < MAX_STRIKES || strikes.containsKey(strike)) {
                strikes.put(strike, with(strike, option.call(), quote(latest.touch())));
            }
            double hint = latest.forward().or(latest.index()).toDouble();
            if (hint > 0 && latest.markAtMicros() >= forwardAtMicros) {
                forward = hint;
                forwardAtMicros = latest.markAtMicros();
            }
        }

        private ChainQuotes.Strike with(double strike, boolean call, Quote quote) {
            ChainQuotes.Strike none = new ChainQuotes.Strike(strike, Quote.NONE, Quote.NONE);
            ChainQuotes.Strike known = strikes.getOrDefault(strike, none);
            return call ? new ChainQuotes.Strike(strike, quote, known.put())
                    : new ChainQuotes.Strike(strike, known.call(), quote);
        }

        private static Quote quote(Observation.Touch touch) {
            return new Quote(orZero(touch.bid().toDouble()), orZero(touch.ask().toDouble()));
        }

        private static double orZero(double price) {
            return price > 0 ? price : 0;
        }

        boolean isUsable() {
            return forward > 0;
        }

        ChainQuotes quotes(double years, boolean inverse) {
            return new ChainQuotes(years, inverse, forward, List.copyOf(strikes.values()));
        }
    }
}

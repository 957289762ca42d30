package io.breakwater.feed;

import java.util.List;

/** Judges an observation by itself: signs, ranges, and whether its sides fit together. */
record Soundness(int mostLevels) {
    private static final Decimal ONE = new Decimal(1, 0);
    private static final Decimal MINUS_ONE = new Decimal(-1, 0);
    /** A volatility of 10,000 %: nothing was ever that wild, but for errors. */
    private static final Decimal WILDEST = new Decimal(100, 0);

    /** The first thing that is wrong; null when nothing is. */
    Fault fault(Observation observation) {
        return switch (observation) {
            case Observation.Trade it -> first(due(it.price()), due(it.amount()));
            case Observation.Liquidation it -> first(due(it.price()), due(it.amount()));
            case Observation.Quote it -> touch(it.touch());
            case Observation.Book it -> book(it);
            case Observation.Ticker it -> ticker(it);
            case Observation.OptionTicker it -> option(it);
            case Observation.Funding it -> it.rate().isPresent() ? within(it.rate()) : Fault.MALFORMED;
            case Observation.IndexPrice it -> due(it.price());
            case Observation.Candle it -> candle(it);
            case Observation.Depth it -> it.percent().isPresent() ? first(amount(it.amount()), amount(it.notional()))
                    : Fault.MALFORMED;
            case Observation.InstrumentState _ -> null;
        };
    }

    private static Fault first(Fault one, Fault other) {
        return one == null ? other : one;
    }

    /** Must be there and positive. */
    private static Fault due(Decimal value) {
        if (!value.isPresent()) {
            return Fault.MALFORMED;
        }
        return value.signum() > 0 ? null : value.signum() == 0 ? Fault.ZERO : Fault.NEGATIVE;
    }

    /** Positive where it is there. */
    private static Fault positive(Decimal value) {
        return value.isPresent() ? due(value) : null;
    }

    private static Fault notNegative(Decimal value) {
        return value.signum() < 0 ? Fault.NEGATIVE : null;
    }

    private static Fault within(Decimal share) {
        boolean isWithin = !share.isPresent() || share.compareTo(MINUS_ONE) >= 0 && share.compareTo(ONE) <= 0;
        return isWithin ? null : Fault.OVERFLOW;
    }

    private static Fault touch(Observation.Touch touch) {
        Fault prices = first(positive(touch.bid()), positive(touch.ask()));
        Fault fault = first(prices, first(notNegative(touch.bidSize()), notNegative(touch.askSize())));
        boolean isCrossed = touch.isTwoSided() && touch.bid().compareTo(touch.ask()) >= 0;
        return fault == null && isCrossed ? Fault.CROSSED : fault;
    }

    private static Fault ticker(Observation.Ticker it) {
        if (!it.mark().isPresent() && !it.index().isPresent() && !it.last().isPresent()) {
            return it.funding().isPresent() || it.openInterest().isPresent() ? within(it.funding()) : Fault.MALFORMED;
        }
        Fault prices = first(positive(it.mark()), first(positive(it.index()), positive(it.last())));
        return first(prices, first(within(it.funding()), notNegative(it.openInterest())));
    }

    private static Fault option(Observation.OptionTicker it) {
        Fault prices = first(touch(it.touch()), first(notNegative(it.mark()), positive(it.underlying())));
        Fault vols = first(vol(it.vols().mark()), first(vol(it.vols().bid()), vol(it.vols().ask())));
        Fault rest = first(positive(it.index()), first(notNegative(it.openInterest()), within(it.greeks().delta())));
        return first(prices, first(vols, rest));
    }

    private static Fault vol(Decimal vol) {
        boolean isWild = vol.isPresent() && vol.compareTo(WILDEST) > 0;
        return isWild ? Fault.OVERFLOW : notNegative(vol);
    }

    private static Fault candle(Observation.Candle it) {
        Fault fault = first(first(due(it.open()), due(it.high())), first(due(it.low()), due(it.close())));
        if (fault != null || it.spanMicros() <= 0) {
            return fault == null ? Fault.MALFORMED : fault;
        }
        boolean isCrossed = outside(it.open(), it) || outside(it.close(), it);
        return isCrossed ? Fault.CROSSED : notNegative(it.volume());
    }

    private static boolean outside(Decimal price, Observation.Candle candle) {
        return price.compareTo(candle.low()) < 0 || price.compareTo(candle.high()) > 0;
    }

    private Fault book(Observation.Book it) {
        if (it.bids().size() > mostLevels || it.asks().size() > mostLevels) {
            return Fault.OVERSIZED;
        }
        Fault fault = first(side(it.bids(), it.isWhole(), true), side(it.asks(), it.isWhole(), false));
        boolean isCrossed = it.isWhole() && !it.bids().isEmpty() && !it.asks().isEmpty()
                && it.bids().getFirst().price().compareTo(it.asks().getFirst().price()) >= 0;
        return fault == null && isCrossed ? Fault.CROSSED : fault;
    }

    /** In a change, levels stand in any order and a zero amount takes one away. */
    private static Fault side(List<Observation.Level> levels, boolean isWhole, boolean isBid) {
        Decimal before = null;
        for (Observation.Level level : levels) {
            Fault fault = first(due(level.price()), isWhole ? due(level.amount()) : amount(level.amount()));
            if (fault != null) {
                return fault;
            }
            if (isWhole && before != null && (level.price().compareTo(before) < 0) != isBid) {
                return Fault.CROSSED;
            }
            before = level.price();
        }
        return null;
    }

    private static Fault amount(Decimal amount) {
        return amount.isPresent() ? notNegative(amount) : Fault.MALFORMED;
    }
}

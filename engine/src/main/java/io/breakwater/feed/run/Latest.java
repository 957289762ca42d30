package io.breakwater.feed.run;

import io.breakwater.feed.Decimal;
import io.breakwater.feed.Observation;
import io.breakwater.feed.Observation.Touch;

/**
 * What is known of one symbol now. Kept apart by where it comes from, so that a trade does not make an old mark young.
 *
 * @param mark the venue's
 * @param markAtMicros when the venue said so, epoch micros; 0 for never
 * @param forward of an option's expiry
 * @param volatility fraction a year
 */
record Latest(Decimal mark, long markAtMicros, Decimal index, long indexAtMicros, Decimal forward, Decimal delta,
        Decimal volatility, Decimal openInterest, Touch touch, long touchAtMicros, Decimal last, long lastAtMicros) {

    static final Latest NONE = new Latest(Decimal.ABSENT, 0, Decimal.ABSENT, 0, Decimal.ABSENT, Decimal.ABSENT,
            Decimal.ABSENT, Decimal.ABSENT, Touch.NONE, 0, Decimal.ABSENT, 0);

    Latest with(Observation observation) {
        long at = observation.at().venueMicros();
        return switch (observation) {
            case Observation.Trade it -> traded(it.price(), at);
            case Observation.Candle it -> traded(it.close(), at);
            case Observation.Quote it -> quoted(it.touch(), at);
            case Observation.Book it -> it.isWhole() ? quoted(top(it), at) : this;
            case Observation.IndexPrice it -> marked(Decimal.ABSENT, it.price(), Decimal.ABSENT, at);
            case Observation.Ticker it -> marked(it.mark(), it.index(), it.openInterest(), at);
            case Observation.OptionTicker it -> marked(it.mark(), it.index(), it.openInterest(), at)
                    .quoted(it.touch(), at).option(it);
            case Observation.Liquidation _, Observation.Funding _, Observation.Depth _,
                    Observation.InstrumentState _ -> this;
        };
    }

    private static Touch top(Observation.Book book) {
        Decimal bid = book.bids().isEmpty() ? Decimal.ABSENT : book.bids().getFirst().price();
        Decimal ask = book.asks().isEmpty() ? Decimal.ABSENT : book.asks().getFirst().price();
        return new Touch(bid, Decimal.ABSENT, ask, Decimal.ABSENT);
    }

    private Latest traded(Decimal price, long at) {
        return new Latest(mark, markAtMicros, index, indexAtMicros, forward, delta, volatility, openInterest, touch,
                touchAtMicros, price, at);
    }

    private Latest quoted(Touch seen, long at) {
        return new Latest(mark, markAtMicros, index, indexAtMicros, forward, delta, volatility, openInterest, seen, at,
                last, lastAtMicros);
    }

    /** What is absent stays as it was. */
    private Latest marked(Decimal seen, Decimal below, Decimal interest, long at) {
        return new Latest(seen.or(mark), seen.isPresent() ? at : markAtMicros, below.or(index),
                below.isPresent() ? at : indexAtMicros, forward, delta, volatility, interest.or(openInterest), touch,
                touchAtMicros, last, lastAtMicros);
    }

    private Latest option(Observation.OptionTicker it) {
        return new Latest(mark, markAtMicros, index, indexAtMicros, it.underlying().or(forward),
                it.greeks().delta().or(delta), it.vols().mark().or(volatility), openInterest, touch, touchAtMicros,
                last, lastAtMicros);
    }

    /** Of the youngest of all, epoch micros. */
    long seenAtMicros() {
        return Math.max(Math.max(markAtMicros, indexAtMicros), Math.max(touchAtMicros, lastAtMicros));
    }
}

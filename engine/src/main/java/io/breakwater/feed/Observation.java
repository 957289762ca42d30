package io.breakwater.feed;

import java.util.List;

/** One thing that a venue has said about one instrument or index, in no venue's dialect. */
public sealed interface Observation {

    VenueSymbol of();

    Stamp at();

    /** Which order of time it belongs to: the gate keeps one for each kind of an instrument. */
    default Kind kind() {
        return switch (this) {
            case Trade _ -> Kind.TRADE;
            case Quote _ -> Kind.QUOTE;
            case Book _ -> Kind.BOOK;
            case Ticker _ -> Kind.TICKER;
            case OptionTicker _ -> Kind.OPTION;
            case Liquidation _ -> Kind.LIQUIDATION;
            case Funding _ -> Kind.FUNDING;
            case IndexPrice _ -> Kind.INDEX;
            case Candle _ -> Kind.CANDLE;
            case Depth _ -> Kind.DEPTH;
            case InstrumentState _ -> Kind.STATE;
        };
    }

    /** The same, made or received at another time. */
    default Observation stamped(Stamp at) {
        return switch (this) {
            case Trade it -> new Trade(it.of, at, it.id, it.price, it.amount, it.side);
            case Quote it -> new Quote(it.of, at, it.touch);
            case Book it -> new Book(it.of, at, it.isWhole, it.chain, it.bids, it.asks);
            case Ticker it -> new Ticker(it.of, at, it.mark, it.index, it.last, it.funding, it.openInterest);
            case OptionTicker it -> new OptionTicker(it.of, at, it.touch, it.vols, it.greeks, it.mark, it.underlying,
                    it.index, it.openInterest);
            case Liquidation it -> new Liquidation(it.of, at, it.id, it.price, it.amount, it.side);
            case Funding it -> new Funding(it.of, at, it.rate, it.appliesAtMicros);
            case IndexPrice it -> new IndexPrice(it.of, at, it.price);
            case Candle it -> new Candle(it.of, at, it.spanMicros, it.open, it.high, it.low, it.close, it.volume);
            case Depth it -> new Depth(it.of, at, it.percent, it.amount, it.notional);
            case InstrumentState it -> new InstrumentState(it.of, at, it.state);
        };
    }

    /** Kinds of observation. */
    enum Kind { TRADE, QUOTE, BOOK, TICKER, OPTION, LIQUIDATION, FUNDING, INDEX, CANDLE, DEPTH, STATE }

    /** Who took liquidity, or whose position was closed. */
    enum Side { BUY, SELL, UNKNOWN }

    /** @param id the venue's; empty where it gives none @param side of the aggressor */
    record Trade(VenueSymbol of, Stamp at, String id, Decimal price, Decimal amount, Side side)
            implements Observation {}

    /** Best bid and ask; a side that is empty is absent. */
    record Quote(VenueSymbol of, Stamp at, Touch touch) implements Observation {}

    /** Prices and sizes at the top of a book. */
    record Touch(Decimal bid, Decimal bidSize, Decimal ask, Decimal askSize) {
        public static final Touch NONE = new Touch(Decimal.ABSENT, Decimal.ABSENT, Decimal.ABSENT, Decimal.ABSENT);

        public boolean isTwoSided() {
            return bid.isPresent() && ask.isPresent();
        }
    }

    /** One price of a book; amount zero in a change takes the level away. */
    record Level(Decimal price, Decimal amount) {}

    /**
     * A whole book, or a change to one.
     *
     * @param isWhole whether it replaces what was known
     * @param bids best first in a whole book
     * @param asks best first in a whole book
     */
    record Book(VenueSymbol of, Stamp at, boolean isWhole, Chain chain, List<Level> bids, List<Level> asks)
            implements Observation {}

    /**
     * How a change hangs together with what was before.
     *
     * @param previous sequence that it follows; 0 where the venue gives none
     * @param checksum of the book after it; 0 where the venue gives none
     */
    record Chain(long previous, int checksum) {
        public static final Chain NONE = new Chain(0, 0);
    }

    /** Where a derivative stands; what its venue does not tell is absent. @param funding of the current interval */
    record Ticker(VenueSymbol of, Stamp at, Decimal mark, Decimal index, Decimal last, Decimal funding,
            Decimal openInterest) implements Observation {}

    /** An option with its volatilities (fractions a year) and greeks. @param underlying the forward it is priced on */
    record OptionTicker(VenueSymbol of, Stamp at, Touch touch, Vols vols, Greeks greeks, Decimal mark,
            Decimal underlying, Decimal index, Decimal openInterest) implements Observation {}

    /** Implied volatilities, fractions a year. */
    record Vols(Decimal bid, Decimal ask, Decimal mark) {
        public static final Vols NONE = new Vols(Decimal.ABSENT, Decimal.ABSENT, Decimal.ABSENT);
    }

    /** As the venue reckons them. */
    record Greeks(Decimal delta, Decimal gamma, Decimal vega, Decimal theta, Decimal rho) {
        public static final Greeks NONE =
                new Greeks(Decimal.ABSENT, Decimal.ABSENT, Decimal.ABSENT, Decimal.ABSENT, Decimal.ABSENT);
    }

    /** @param side of the order that closed the position */
    record Liquidation(VenueSymbol of, Stamp at, String id, Decimal price, Decimal amount, Side side)
            implements Observation {}

    /** @param rate of the interval, a fraction @param appliesAtMicros epoch micros; 0 where it is not told */
    record Funding(VenueSymbol of, Stamp at, Decimal rate, long appliesAtMicros) implements Observation {}

    record IndexPrice(VenueSymbol of, Stamp at, Decimal price) implements Observation {}

    /** Trading within a span; stamped with its end. @param spanMicros length */
    record Candle(VenueSymbol of, Stamp at, long spanMicros, Decimal open, Decimal high, Decimal low, Decimal close,
            Decimal volume) implements Observation {}

    /** What stands in a book between the middle and so many per cent from it, below where negative. */
    record Depth(VenueSymbol of, Stamp at, Decimal percent, Decimal amount, Decimal notional)
            implements Observation {}

    record InstrumentState(VenueSymbol of, Stamp at, State state) implements Observation {}

    /** What a venue lets be done with an instrument. */
    enum State {
        OPEN, LOCKED, HALTED, SETTLEMENT, DELIVERED, CLOSED,
        /** A word that nobody has explained to us. */
        UNKNOWN
    }
}

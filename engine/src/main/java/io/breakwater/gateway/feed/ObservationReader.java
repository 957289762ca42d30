package io.breakwater.gateway.feed;

import com.google.protobuf.Timestamp;
import io.breakwater.feed.Decimal;
import io.breakwater.feed.Fault;
import io.breakwater.feed.FeedFault;
import io.breakwater.feed.Observation;
import io.breakwater.feed.Observation.Greeks;
import io.breakwater.feed.Observation.Touch;
import io.breakwater.feed.Observation.Vols;
import io.breakwater.feed.Stamp;
import io.breakwater.feed.VenueSymbol;
import io.breakwater.v1.MarketObservation;
import io.breakwater.v1.OptionSeen;
import io.breakwater.v1.QuoteSeen;
import io.breakwater.v1.TickerSeen;
import io.breakwater.v1.TradeSeen;
import io.breakwater.v1.VenueState;

/**
 * Reads observations that others bring.
 *
 * @param receivedMicros epoch micros
 */
record ObservationReader(String venue, long receivedMicros) {
    private static final int MOST_SYMBOL = 64;
    private static final long MICROS = 1_000_000;
    private static final long LAST_SECOND = 253_402_300_799L;

    /** @throws FeedFault where it cannot be read */
    Observation read(MarketObservation wire) {
        if (wire.getSymbol().isEmpty() || wire.getSymbol().length() > MOST_SYMBOL || wire.getSequence() < 0) {
            throw new FeedFault(Fault.MALFORMED, "symbol or sequence of " + wire.getSymbol());
        }
        VenueSymbol of = new VenueSymbol(venue, wire.getSymbol());
        Stamp at = new Stamp(micros(wire.getVenueTime()), receivedMicros, wire.getSequence());
        return switch (wire.getObservedCase()) {
            case TRADE -> trade(of, at, wire.getTrade());
            case QUOTE -> new Observation.Quote(of, at, touch(wire.getQuote()));
            case TICKER -> ticker(of, at, wire.getTicker());
            case OPTION -> option(of, at, wire.getOption());
            case INDEX_PRICE -> new Observation.IndexPrice(of, at, Decimal.parse(wire.getIndexPrice()));
            case STATE -> new Observation.InstrumentState(of, at, state(wire.getState()));
            case OBSERVED_NOT_SET -> throw new FeedFault(Fault.UNKNOWN, "nothing was observed of " + wire.getSymbol());
        };
    }

    private static Observation.State state(VenueState wire) {
        return switch (wire) {
            case VENUE_STATE_OPEN -> Observation.State.OPEN;
            case VENUE_STATE_LOCKED -> Observation.State.LOCKED;
            case VENUE_STATE_HALTED -> Observation.State.HALTED;
            case VENUE_STATE_SETTLEMENT -> Observation.State.SETTLEMENT;
            case VENUE_STATE_DELIVERED -> Observation.State.DELIVERED;
            case VENUE_STATE_CLOSED -> Observation.State.CLOSED;
            case VENUE_STATE_UNKNOWN, UNRECOGNIZED -> Observation.State.UNKNOWN;
            case VENUE_STATE_UNSPECIFIED -> throw new FeedFault(Fault.MALFORMED, "no state");
        };
    }

    private static long micros(Timestamp time) {
        if (time.getSeconds() < 0 || time.getSeconds() > LAST_SECOND) {
            throw new FeedFault(Fault.MALFORMED, "a time of " + time.getSeconds() + " s");
        }
        return time.getSeconds() * MICROS + time.getNanos() / 1_000;
    }

    private static Observation trade(VenueSymbol of, Stamp at, TradeSeen wire) {
        return new Observation.Trade(of, at, wire.getId(), Decimal.parse(wire.getPrice()),
                Decimal.parse(wire.getAmount()), Observation.Side.UNKNOWN);
    }

    private static Touch touch(QuoteSeen wire) {
        return new Touch(Decimal.parse(wire.getBid()), Decimal.parse(wire.getBidAmount()),
                Decimal.parse(wire.getAsk()), Decimal.parse(wire.getAskAmount()));
    }

    private static Observation ticker(VenueSymbol of, Stamp at, TickerSeen wire) {
        return new Observation.Ticker(of, at, Decimal.parse(wire.getMark()), Decimal.parse(wire.getIndex()),
                Decimal.parse(wire.getLast()), Decimal.parse(wire.getFunding()),
                Decimal.parse(wire.getOpenInterest()));
    }

    private static Observation option(VenueSymbol of, Stamp at, OptionSeen wire) {
        Vols vols = new Vols(Decimal.ABSENT, Decimal.ABSENT, Decimal.parse(wire.getMarkVolatility()));
        Greeks greeks = new Greeks(Decimal.parse(wire.getDelta()), Decimal.ABSENT, Decimal.ABSENT, Decimal.ABSENT,
                Decimal.ABSENT);
        return new Observation.OptionTicker(of, at, touch(wire.getQuote()), vols, greeks,
                Decimal.parse(wire.getMark()), Decimal.parse(wire.getUnderlying()), Decimal.parse(wire.getIndex()),
                Decimal.parse(wire.getOpenInterest()));
    }
}

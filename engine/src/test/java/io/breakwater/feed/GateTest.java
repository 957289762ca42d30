package io.breakwater.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.feed.Observation.Book;
import io.breakwater.feed.Observation.Candle;
import io.breakwater.feed.Observation.Level;
import io.breakwater.feed.Observation.OptionTicker;
import io.breakwater.feed.Observation.Quote;
import io.breakwater.feed.Observation.Side;
import io.breakwater.feed.Observation.Ticker;
import io.breakwater.feed.Observation.Touch;
import io.breakwater.feed.Observation.Trade;
import io.breakwater.feed.Observation.Vols;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad input is counted by kind and goes no further. */
class GateTest {
    private static final long NOW = 1_700_000_000_000_000L;
    private static final VenueSymbol BTC = new VenueSymbol("deribit", "BTC-PERPETUAL");

    private final List<Observation> passed = new ArrayList<>();
    private final Tally tally = new Tally();
    private final Quarantine quarantine = new Quarantine(4);
    private final Gate gate = new Gate(new GateLimits(1_000_000, 5_000_000, 2, 3), tally, quarantine, passed::add);

    private static Decimal d(String text) {
        return Decimal.parse(text == null ? "" : text);
    }

    private static Stamp at(long secondsAfter) {
        return new Stamp(NOW + secondsAfter * 1_000_000, NOW + secondsAfter * 1_000_000, 0);
    }

    private static Trade trade(Stamp at, String id, String price, String amount) {
        return new Trade(BTC, at, id, d(price), d(amount), Side.BUY);
    }

    private static Quote quote(Stamp at, String bid, String ask) {
        return new Quote(BTC, at, new Touch(d(bid), d(bid), d(ask), d(ask)));
    }

    private Fault faultOf(Observation... observations) {
        for (Observation observation : observations) {
            gate.observed(observation);
        }
        Map<Fault, Long> faults = tally.byFault();
        return faults.isEmpty() ? null : faults.keySet().iterator().next();
    }

    @ParameterizedTest
    @CsvSource({"100, 1,", "0, 1, ZERO", "-1, 1, NEGATIVE", "100, 0, ZERO", ", 1, MALFORMED", "100, -2, NEGATIVE"})
    void tradesHaveAPriceAndAnAmount(String price, String amount, Fault fault) {
        assertThat(faultOf(trade(at(0), "1", price, amount))).isEqualTo(fault);
        assertThat(passed).hasSize(fault == null ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"99, 100,", "100, 100, CROSSED", "101, 100, CROSSED", ", 100,", "99,,", ",,", "0, 100, ZERO",
        "-1, 100, NEGATIVE"})
    void quotesAreNotCrossed(String bid, String ask, Fault fault) {
        assertThat(faultOf(quote(at(0), bid, ask))).isEqualTo(fault);
    }

    @Test
    void aClockMayRunAheadALittle() {
        Stamp ahead = new Stamp(NOW + 1_000_000, NOW, 0);
        assertThat(faultOf(trade(ahead, "1", "1", "1"))).isNull();
        assertThat(faultOf(trade(new Stamp(NOW + 1_000_001, NOW, 0), "2", "1", "1"))).isEqualTo(Fault.FUTURE);
        assertThat(passed).hasSize(1);
    }

    @Test
    void nothingIsOlderThanTheMarket() {
        assertThat(faultOf(trade(new Stamp(0, NOW, 0), "1", "1", "1"))).isEqualTo(Fault.PAST);
    }

    @Test
    void whatComesLateIsLeftOut() {
        assertThat(faultOf(quote(at(2), "1", "2"), quote(at(1), "1", "2"))).isEqualTo(Fault.REORDERED);
    }

    @Test
    void kindsHaveTimesOfTheirOwn() {
        assertThat(faultOf(quote(at(2), "1", "2"), trade(at(1), "1", "1", "1"))).isNull();
    }

    @Test
    void theSameTradeCountsOnce() {
        assertThat(faultOf(trade(at(0), "7", "1", "1"), trade(at(1), "7", "1", "1"))).isEqualTo(Fault.DUPLICATED);
        assertThat(passed).hasSize(1);
    }

    @Test
    void theSameQuoteCountsOnce() {
        assertThat(faultOf(quote(at(0), "1", "2"), quote(at(0), "1", "2"))).isEqualTo(Fault.DUPLICATED);
        assertThat(faultOf(quote(at(1), "1", "2"))).as("later, it is news").isEqualTo(Fault.DUPLICATED);
        assertThat(passed).hasSize(2);
    }

    @Test
    void aVenueWhoseTimeStandsStillIsFrozen() {
        Stamp late = new Stamp(NOW, NOW + 5_000_001, 0);
        assertThat(faultOf(quote(at(0), "1", "2"), quote(new Stamp(NOW, NOW + 5_000_000, 0), "1", "3"))).isNull();
        assertThat(faultOf(quote(late, "1", "4"))).isEqualTo(Fault.FROZEN);
        assertThat(faultOf(quote(at(6), "1", "4"))).isEqualTo(Fault.FROZEN);
        assertThat(passed).as("and alive again").hasSize(3);
    }

    @Test
    void anotherInstrumentThanMayBeRememberedIsLeftOut() {
        for (int i = 0; i < 3; i++) {
            gate.observed(new Observation.IndexPrice(new VenueSymbol("x", "i" + i), at(0), d("1")));
        }
        assertThat(tally.byFault()).isEqualTo(Map.of(Fault.BOUND, 1L));
        assertThat(tally.good()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"9 8, 10 11,", "10 8, 10 11, CROSSED", "8 9, 10 11, CROSSED", "9 8, 11 10, CROSSED",
        "9 8 7 6, 10, OVERSIZED", "'', 10,", "9 9, 10, CROSSED", "9 0, 10, ZERO"})
    void wholeBooksAreInOrder(String bids, String asks, Fault fault) {
        assertThat(faultOf(new Book(BTC, at(0), true, Observation.Chain.NONE, levels(bids), levels(asks)))).isEqualTo(fault);
    }

    private static Book book(long sequence, boolean isWhole) {
        Stamp at = new Stamp(NOW, NOW, sequence);
        return new Book(BTC, at, isWhole, Observation.Chain.NONE, levels("9"), levels("10"));
    }

    private static List<Level> levels(String prices) {
        return prices.isEmpty() ? List.of()
                : List.of(prices.split(" ")).stream().map(price -> new Level(d(price), d("1"))).toList();
    }

    @Test
    void changesOfABookMayTakeLevelsAway() {
        List<Level> none = List.of(new Level(d("5"), d("0")));
        Book change = new Book(BTC, at(0), false, Observation.Chain.NONE, none, List.of());
        assertThat(faultOf(change)).isNull();
    }

    @Test
    void aWholeBookMayBeginAnotherSequence() {
        Observation earlier = book(1, true).stamped(new Stamp(NOW - 1, NOW, 1));
        assertThat(faultOf(book(90, true), earlier, book(2, false).stamped(new Stamp(NOW - 1, NOW, 2)))).isNull();
        assertThat(passed).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"1, 2, 3, 4, CROSSED", "2, 3, 1, 2,", "2, 3, 0, 2, ZERO", "4, 3, 1, 2, CROSSED"})
    void candlesHoldTheirPrices(String open, String high, String low, String close, Fault fault) {
        Candle candle = new Candle(BTC, at(0), 60_000_000, d(open), d(high), d(low), d(close), d("1"));
        assertThat(faultOf(candle)).isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.4,", "-0.1, 0.4, NEGATIVE", "101, 0.4, OVERFLOW", "0.5, 1.01, OVERFLOW", ",,"})
    void optionsHaveBoundedMeasures(String vol, String delta, Fault fault) {
        var greeks = new Observation.Greeks(d(delta), d(""), d(""), d(""), d(""));
        OptionTicker option = new OptionTicker(BTC, at(0), Touch.NONE, new Vols(d(""), d(""), d(vol)), greeks, d("0"),
                d("90000"), d("90000"), d("1"));
        assertThat(faultOf(option)).isEqualTo(fault);
    }

    @Test
    void aTickerThatSaysNothingIsMalformed() {
        assertThat(faultOf(new Ticker(BTC, at(0), d(""), d(""), d(""), d(""), d("")))).isEqualTo(Fault.MALFORMED);
    }

    @Test
    void theNewestBadPiecesAreKept() {
        for (int i = 0; i < 9; i++) {
            gate.faulty(Fault.MALFORMED, i + "x".repeat(1_000));
        }
        assertThat(quarantine.held()).hasSize(4).allMatch(it -> it.text().length() == 512);
        assertThat(quarantine.held().getFirst().text()).startsWith("5");
        assertThat(tally.of(Fault.MALFORMED)).isEqualTo(9);
    }
}

package io.breakwater.domain.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.Context;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Origin;
import io.breakwater.kernel.RequestId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an instrument does when its time comes, told by the calendar alone. Prices are whole dollars. */
class CalendarOfInstrumentsTest {

    private static final InstrumentAggregate AGGREGATE = new InstrumentAggregate();
    private static final long MINUTE = 60_000_000L;
    private static final long HOUR = 60 * MINUTE;
    /** 08:00 of some day. */
    private static final long EXPIRY = 1_600_000_000_000_000L / (24 * HOUR) * 24 * HOUR + 8 * HOUR;

    private Instrument instrument = Instrument.absent("it");
    private long now = EXPIRY - 24 * HOUR;
    private long ids;

    private void list(Payoff payoff, long expires, FundingRule funding) {
        boolean inCoins = payoff instanceof Payoff.Inverse
                || payoff instanceof Payoff.Option option && option.inverse();
        Asset settlement = inCoins ? Draft.BTC : Draft.USD;
        Terms terms = new Terms(0, 0, payoff, "BTC", Draft.BTC, Draft.USD, settlement, 1, 0, 4, 2, 0,
                List.of(new TickBand(1, 1)), expires, 30 * MINUTE, new Terms.FeeRule(0, 0), 100, funding);
        tell(new InstrumentRequest.ListInstrument("it", "", "IT", terms, LifeCycle.OPEN));
        assertThat(instrument.listing()).isInstanceOf(Listing.Listed.class);
    }

    private void tell(InstrumentCommand command) {
        RequestId id = new RequestId(now / 1_000 << 16 | 0x7000, 1L << 63 | ++ids, 0);
        Context context = new Context(MarketView.EMPTY, now, new Origin(0, 1));
        if (AGGREGATE.decide(instrument, command, id, context)
                instanceof Decision.Taken<InstrumentEvent>(InstrumentEvent event)) {
            instrument = AGGREGATE.apply(instrument, event, id, now);
        }
    }

    /** At this time the mark is so many dollars and the index so many. */
    private void mark(long atMicros, long dollars, long index) {
        now = atMicros;
        tell(new InstrumentRequest.UpdateMark(Mark.of(dollars * 10_000, index * 100, 1_000_000, atMicros)));
    }

    /** Lets the calendar speak at a time until it says nothing more. */
    private void look(long atMicros) {
        now = atMicros;
        for (InstrumentFact due = instrument.due(now); due != null; due = instrument.due(now)) {
            tell(due);
        }
    }

    private Quoted quoted() {
        return instrument.quoted(now);
    }

    /** The index is 60,000 for the first third of the last half hour and 63,000 for the rest: 62,000. */
    private void lastHalfHour() {
        mark(EXPIRY - 40 * MINUTE, 1, 60_000);
        mark(EXPIRY - 20 * MINUTE, 1, 63_000);
    }

    @ParameterizedTest
    @CsvSource({
        "call, 60000, false, 20000000", "call, 63000, false, 0", "put, 63000, false, 10000000",
        "put, 60000, true, 0", "call, 61000, true, 161", "put, 93000, true, 5000"
    })
    void anOptionEndsAtWhatItIsWorthAtTheAverage(String kind, long strike, boolean inverse, long ticks) {
        list(new Payoff.Option(kind.equals("call"), strike * 100, inverse), EXPIRY, FundingRule.NONE);
        lastHalfHour();
        look(EXPIRY + 2_000_000);
        assertThat(quoted().lifeCycle()).isEqualTo(LifeCycle.DELIVERED);
        assertThat(quoted().mark()).isEqualTo(new Mark(ticks, ticks, 6_200_000, 6_200_000, 0, 0, 0, EXPIRY));
    }

    @Test
    void aFutureEndsAtTheAverageItself() {
        list(new Payoff.Inverse(), EXPIRY, FundingRule.NONE);
        lastHalfHour();
        look(EXPIRY + 2_000_000);
        assertThat(quoted().mark().ticks()).isEqualTo(620_000_000);
    }

    /** Marks that were observed before the end may still be on their way. */
    @Test
    void nothingIsFixedBeforeTheLastMarksAreIn() {
        list(new Payoff.Linear(), EXPIRY, FundingRule.NONE);
        look(EXPIRY - 1);
        assertThat(quoted().lifeCycle()).isEqualTo(LifeCycle.OPEN);
        lastHalfHour();
        look(EXPIRY);
        assertThat(quoted().lifeCycle()).isEqualTo(LifeCycle.SETTLEMENT_ONLY);
        now = EXPIRY + 1_000_000;
        tell(new InstrumentFact.SettlementDue());
        tell(new InstrumentRequest.UpdateMark(Mark.of(1, 6_600_000, 0, EXPIRY - 10 * MINUTE)));
        assertThat(quoted().lifeCycle()).isEqualTo(LifeCycle.SETTLEMENT_ONLY);
        look(EXPIRY + 2_000_000);
        assertThat(quoted().mark().indexTicks()).isEqualTo(6_300_000);
    }

    @Test
    void afterwardsNoMarkIsNews() {
        list(new Payoff.Linear(), EXPIRY, FundingRule.NONE);
        lastHalfHour();
        look(EXPIRY + 2_000_000);
        Quoted ended = quoted();
        mark(EXPIRY + HOUR, 1, 1);
        look(EXPIRY + 2 * HOUR);
        assertThat(quoted()).isEqualTo(ended);
    }

    /** Seen for a third of the half hour: a person has to look at it, and delists it at the index. */
    @Test
    void anAverageThatWasHardlySeenSettlesNothing() {
        list(new Payoff.Linear(), EXPIRY, FundingRule.NONE);
        mark(EXPIRY - 10 * MINUTE, 5, 63_000);
        look(EXPIRY + HOUR);
        assertThat(quoted().lifeCycle()).isEqualTo(LifeCycle.SETTLEMENT_ONLY);
        tell(new InstrumentRequest.Delist("no prices"));
        assertThat(quoted().lifeCycle()).isEqualTo(LifeCycle.DELISTED);
        assertThat(quoted().mark().ticks()).isEqualTo(630_000_000);
    }

    @Test
    void whatIsDelistedEndsAtTheIndex() {
        list(new Payoff.Linear(), Long.MAX_VALUE, FundingRule.NONE);
        mark(EXPIRY, 70_000, 63_000);
        tell(new InstrumentRequest.Delist("gone"));
        assertThat(quoted().hasEnded()).isTrue();
        assertThat(quoted().mark().ticks()).isEqualTo(630_000_000);
    }

    @Test
    void aPriceThatDoesNotFitEndsItAtItsLastMark() {
        list(new Payoff.Linear(), Long.MAX_VALUE, FundingRule.NONE);
        tell(new InstrumentRequest.UpdateMark(Mark.of(5, Long.MAX_VALUE, 0, now)));
        tell(new InstrumentRequest.Delist("gone"));
        assertThat(quoted().lifeCycle()).isEqualTo(LifeCycle.DELISTED);
        assertThat(quoted().mark().ticks()).isEqualTo(5);
    }

    /** A premium of a tenth of a percent over the whole interval, clamped at 0.05 % in the last case. */
    @ParameterizedTest
    @CsvSource({"480, 1000, 1000000", "240, 1000, 500000", "60, 1000, 125000", "1, 1000, 2083", "480, 500, 500000"})
    void fundingIsTheAveragePremiumForTheTimeThatPassed(long minutes, int clampPpm, long ppb) {
        now = EXPIRY - 8 * HOUR;
        list(new Payoff.Linear(), Long.MAX_VALUE, new FundingRule(minutes * MINUTE, clampPpm));
        mark(now, 100_100, 100_000);
        look(EXPIRY - 8 * HOUR + minutes * MINUTE);
        assertThat(quoted().funding())
                .containsExactly(new FundingRate(EXPIRY - 8 * HOUR + minutes * MINUTE, ppb, 1_001_000_000));
        look(now + 1);
        assertThat(quoted().funding()).hasSize(1);
    }

    @Test
    void whatWasMissedIsOnePaymentForAllOfIt() {
        now = EXPIRY;
        list(new Payoff.Inverse(), Long.MAX_VALUE, new FundingRule(HOUR, 10_000));
        mark(now, 99_900, 100_000);
        look(EXPIRY + 5 * HOUR + 7);
        assertThat(quoted().funding()).containsExactly(new FundingRate(EXPIRY + 5 * HOUR, -625_000, 999_000_000));
    }

    @Test
    void onlyTheLatestPaymentsAreKept() {
        now = EXPIRY;
        list(new Payoff.Linear(), Long.MAX_VALUE, new FundingRule(MINUTE, 10_000));
        for (int i = 0; i < 100; i++) {
            mark(EXPIRY + i * MINUTE, 100_001, 100_000);
            look(EXPIRY + (i + 1) * MINUTE);
        }
        assertThat(quoted().funding()).hasSize(Funding.REMEMBERED);
        assertThat(quoted().funding().getLast().dueAtMicros()).isEqualTo(EXPIRY + 100 * MINUTE);
    }

    @ParameterizedTest
    @CsvSource({"60000000, 1000, true", "7200000000, 1000, false", "28800000000, 0, false", "-1, 1, false"})
    void someIntervalsAreKnown(long interval, int clamp, boolean passes) {
        list(new Payoff.Linear(), Long.MAX_VALUE, FundingRule.NONE);
        Terms terms = quoted().terms();
        tell(new InstrumentRequest.ChangeTerms(terms.with(new FundingRule(interval, clamp))));
        assertThat(quoted().terms().funding().intervalMicros()).isEqualTo(passes ? interval : 0);
    }

    @Test
    void whatExpiresPaysNoFunding() {
        list(new Payoff.Linear(), EXPIRY, FundingRule.NONE);
        tell(new InstrumentRequest.ChangeTerms(quoted().terms().with(new FundingRule(HOUR, 100))));
        assertThat(quoted().terms().funding()).isEqualTo(FundingRule.NONE);
    }
}

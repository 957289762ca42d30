package io.breakwater.domain.instrument;

import static io.breakwater.domain.Ids.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.breakwater.domain.ApprovedLifts;
import io.breakwater.domain.Context;
import io.breakwater.domain.Lift;
import io.breakwater.domain.RecentRequests;
import io.breakwater.domain.Restrictions;
import io.breakwater.domain.TradingState;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.domain.market.TapeEvent;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Origin;
import io.breakwater.kernel.Outcome;
import io.breakwater.kernel.RequestId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Given an instrument, when a command, then an event or a refusal. */
class InstrumentTest {
    private static final InstrumentAggregate AGGREGATE = new InstrumentAggregate();
    private static final Origin ORIGIN = new Origin(3, 7);
    private static final long NOW = 1_600_000_000_000_000L;
    private static final long NEVER = Long.MAX_VALUE;
    private static final String NAME = "btc-perp";

    private static final Instrument ABSENT = Instrument.absent(NAME);
    private static final Instrument LISTED = after(ABSENT, list(Draft.perpetual()), 1);
    private static final Instrument OPTION = after(ABSENT, list(Draft.option(NOW + 1)), 1);
    private static final Instrument MARKED = after(LISTED, mark(100, NOW), 2);
    private static final Instrument HALTED = after(LISTED, halt(TradingState.HALTED, NOW + 10), 2);
    private static final Instrument DELISTED = after(MARKED, new InstrumentRequest.Delist("gone"), 3);
    private static final Instrument SETTLING = after(LISTED, reached(LifeCycle.SETTLEMENT_ONLY), 2);
    private static final Instrument STOPPED = after(LISTED, told(VenueState.HALTED, NOW - 10), 2);
    private static final Instrument FULL = full();
    private static final long LEG = 1_001;
    private static final long OTHER_LEG = 1_002;
    private static final Instrument COMBO = after(ABSENT, list(combo()), 1);

    private static Draft combo() {
        return Draft.combo(new Payoff.Leg(LEG, 1), new Payoff.Leg(OTHER_LEG, -2));
    }

    private static Instrument full() {
        Instrument full = LISTED;
        for (int i = 0; i < Restrictions.MAX_REDUCING; i++) {
            full = after(full, halt(TradingState.REDUCING, NEVER), 10 + i);
        }
        return full;
    }

    /** Knows two more instruments, so that combos have legs and assets have scales. */
    private static MarketView view() {
        return MarketView.EMPTY.apply(new TapeEvent.InstrumentObserved(other(LEG)))
                .apply(new TapeEvent.InstrumentObserved(other(OTHER_LEG)));
    }

    private static Quoted other(long id) {
        return new Quoted(id, "other-" + id, "", "O", Draft.perpetual().terms(), LifeCycle.OPEN, Mark.NONE,
                TradingState.ACTIVE);
    }

    private static Context context(MarketView view) {
        return new Context(view, NOW, ORIGIN);
    }

    /** Decided on a market without instruments, unless it is a combo that needs legs. */
    private static Instrument after(Instrument before, InstrumentCommand command, long millis) {
        boolean needsLegs = command instanceof InstrumentRequest.ListInstrument list
                && list.terms().payoff() instanceof Payoff.Combo;
        Context context = context(needsLegs ? view() : MarketView.EMPTY);
        var taken = (Decision.Taken<InstrumentEvent>) AGGREGATE.decide(before, command, id(millis), context);
        assertThat(taken.event()).isNotInstanceOf(InstrumentEvent.RequestRefused.class);
        return AGGREGATE.apply(before, taken.event(), id(millis), NOW);
    }

    private static InstrumentRequest list(Draft draft) {
        return new InstrumentRequest.ListInstrument(NAME, "deribit", "BTC-PERPETUAL", draft.terms(), LifeCycle.OPEN);
    }

    private static InstrumentRequest list(String name, String venue, String symbol, LifeCycle lifeCycle) {
        return new InstrumentRequest.ListInstrument(name, venue, symbol, Draft.perpetual().terms(), lifeCycle);
    }

    private static InstrumentRequest change(Draft draft) {
        return new InstrumentRequest.ChangeTerms(draft.terms());
    }

    private static InstrumentRequest mark(long ticks, long observed) {
        return mark(ticks, 100, 1_000_000, observed);
    }

    private static InstrumentRequest mark(long ticks, long index, int delta, long observed) {
        return new InstrumentRequest.UpdateMark(Mark.of(ticks, index, delta, observed));
    }

    /** Ours is 5 ticks, the index 9. */
    private static InstrumentRequest markOf(long venueTicks, long forward, int volatility) {
        return new InstrumentRequest.UpdateMark(new Mark(5, venueTicks, 9, forward, 0, volatility, 0, NOW));
    }

    private static InstrumentRequest halt(TradingState state, long expires) {
        return new InstrumentRequest.Halt(state, "ops", "test", expires);
    }

    private static InstrumentRequest resume(long restriction) {
        return new InstrumentRequest.Resume(ApprovedLifts.lift(restriction));
    }

    private static InstrumentFact reached(LifeCycle lifeCycle) {
        return new InstrumentFact.LifeCycleReached(lifeCycle, "calendar");
    }

    private static String said(Decision<InstrumentEvent> decision) {
        return switch (decision) {
            case Decision.Taken<InstrumentEvent>(InstrumentEvent.RequestRefused refused) ->
                    "refused " + refused.rejection().code();
            case Decision.Taken<InstrumentEvent>(InstrumentEvent event) -> event.getClass().getSimpleName();
            case Decision.Answered<InstrumentEvent>(Outcome outcome) -> "answered " + outcome.verdict()
                    + (outcome.rejection() == null ? "" : " " + outcome.rejection().code());
        };
    }

    static Stream<Arguments> listings() {
        Asset finerBtc = new Asset("BTC", 9);
        Payoff strikeless = new Payoff.Option(true, 0, false);
        Payoff inverseOption = new Payoff.Option(true, 1, true);
        return Stream.of(
                arguments(ABSENT, list(Draft.perpetual()), "InstrumentListed"),
                arguments(ABSENT, list(NAME, "", "X", LifeCycle.PRE_LISTED), "InstrumentListed"),
                arguments(ABSENT, list("Btc", "", "X", LifeCycle.OPEN), "answered REFUSED BAD_NAME"),
                arguments(ABSENT, list("other", "", "X", LifeCycle.OPEN), "answered REFUSED BAD_NAME"),
                arguments(Instrument.absent("-x"), list("-x", "", "X", LifeCycle.OPEN), "answered REFUSED BAD_NAME"),
                arguments(ABSENT, list(NAME, "", " ", LifeCycle.OPEN), "answered REFUSED BAD_NAME"),
                arguments(ABSENT, list(NAME, "", "X".repeat(65), LifeCycle.OPEN), "answered REFUSED BAD_NAME"),
                arguments(ABSENT, list(NAME, "", "X".repeat(64), LifeCycle.OPEN), "InstrumentListed"),
                arguments(ABSENT, list(Draft.perpetual().underlying("")), "answered REFUSED BAD_NAME"),
                arguments(LISTED, list(Draft.perpetual()), "refused INSTRUMENT_EXISTS"),
                arguments(SETTLING, list(Draft.perpetual()), "refused INSTRUMENT_EXISTS"),
                arguments(DELISTED, list(Draft.perpetual()), "InstrumentListed"),
                arguments(ABSENT, list(NAME, "", "X", LifeCycle.SETTLEMENT_ONLY), "answered REFUSED LIFE_CYCLE"),
                arguments(ABSENT, list(Draft.perpetual().base(finerBtc)), "answered REFUSED ASSET_SCALE"),
                arguments(ABSENT, list(Draft.perpetual().base(new Asset("USD", 2))), "answered REFUSED ASSET_SCALE"),
                arguments(ABSENT, list(Draft.perpetual().base(new Asset("ETH", 9))), "InstrumentListed"),
                arguments(ABSENT, list(Draft.perpetual().base(new Asset("", 9))), "answered REFUSED ASSET_SCALE"),
                arguments(ABSENT, list(Draft.perpetual().bands(new TickBand(0, 0))), "answered REFUSED TICK_BANDS"),
                arguments(ABSENT, list(Draft.perpetual().bands(new TickBand(-1, 1))), "answered REFUSED TICK_BANDS"),
                arguments(ABSENT, list(Draft.perpetual().bands(new TickBand(5, 1), new TickBand(5, 2))),
                        "answered REFUSED TICK_BANDS"),
                arguments(ABSENT, list(Draft.perpetual().bands(new TickBand(5, 1), new TickBand(6, 2))),
                        "InstrumentListed"),
                arguments(ABSENT, list(Draft.perpetual().haircut(0)), "answered REFUSED HAIRCUT"),
                arguments(ABSENT, list(Draft.perpetual().haircut(1)), "InstrumentListed"),
                arguments(ABSENT, list(Draft.perpetual().haircut(10_000)), "InstrumentListed"),
                arguments(ABSENT, list(Draft.perpetual().haircut(10_001)), "answered REFUSED HAIRCUT"),
                arguments(ABSENT, list(Draft.perpetual().fees(-1_000, 1_000)), "InstrumentListed"),
                arguments(ABSENT, list(Draft.perpetual().fees(0, 1_001)), "answered REFUSED FEES"),
                arguments(ABSENT, list(Draft.perpetual().fees(Integer.MIN_VALUE, 0)), "answered REFUSED FEES"),
                arguments(ABSENT, list(Draft.perpetual().expires(NOW)), "answered REFUSED EXPIRY"),
                arguments(ABSENT, list(Draft.perpetual().expires(NOW + 1)), "InstrumentListed"),
                arguments(ABSENT, list(Draft.perpetual().effective(NOW)), "InstrumentListed"),
                arguments(ABSENT, list(Draft.perpetual().effective(NOW + 1)), "answered REFUSED EFFECTIVE_TIME"),
                arguments(ABSENT, list(Draft.perpetual().settlement(Draft.BTC)), "answered REFUSED SETTLEMENT_ASSET"),
                arguments(ABSENT, list(Draft.perpetual().payoff(new Payoff.Inverse())),
                        "answered REFUSED SETTLEMENT_ASSET"),
                arguments(ABSENT, list(Draft.perpetual().payoff(new Payoff.Inverse()).settlement(Draft.BTC)),
                        "InstrumentListed"),
                arguments(ABSENT, list(Draft.perpetual().payoff(new Payoff.Quanto()).settlement(Draft.BTC)),
                        "InstrumentListed"),
                arguments(ABSENT, list(Draft.spot()), "InstrumentListed"),
                arguments(ABSENT, list(Draft.option(NOW + 1)), "InstrumentListed"),
                arguments(ABSENT, list(Draft.option(NEVER)), "answered REFUSED OPTION_TERMS"),
                arguments(ABSENT, list(Draft.option(NOW + 1).payoff(strikeless)), "answered REFUSED OPTION_TERMS"),
                arguments(ABSENT, list(Draft.option(NOW + 1).payoff(inverseOption)),
                        "answered REFUSED SETTLEMENT_ASSET"),
                arguments(ABSENT, list(combo()), "InstrumentListed"),
                arguments(ABSENT, list(Draft.combo(new Payoff.Leg(LEG, 1))), "answered REFUSED COMBO_LEGS"),
                arguments(ABSENT, list(Draft.combo(new Payoff.Leg(LEG, 1), new Payoff.Leg(LEG, 2))),
                        "answered REFUSED COMBO_LEGS"),
                arguments(ABSENT, list(Draft.combo(new Payoff.Leg(LEG, 1), new Payoff.Leg(5, 2))),
                        "answered REFUSED COMBO_LEGS"),
                arguments(ABSENT, list(Draft.combo(new Payoff.Leg(LEG, 1), new Payoff.Leg(OTHER_LEG, 0))),
                        "answered REFUSED COMBO_LEGS"),
                arguments(ABSENT, list(Draft.combo(new Payoff.Leg(LEG, 1), new Payoff.Leg(OTHER_LEG, 1_001))),
                        "answered REFUSED COMBO_LEGS"));
    }

    static Stream<Arguments> changes() {
        Draft legs = Draft.combo(new Payoff.Leg(LEG, 1), new Payoff.Leg(OTHER_LEG, -1));
        return Stream.of(
                arguments(ABSENT, change(Draft.perpetual()), "answered REFUSED UNKNOWN_INSTRUMENT"),
                arguments(DELISTED, change(Draft.perpetual()), "refused DELISTED"),
                arguments(LISTED, change(Draft.perpetual().haircut(700).fees(0, 0)), "TermsChanged"),
                arguments(LISTED, change(Draft.perpetual().bands(new TickBand(0, 10))), "TermsChanged"),
                arguments(LISTED, change(Draft.perpetual().haircut(0)), "refused HAIRCUT"),
                arguments(LISTED, change(Draft.perpetual().multiplier(2)), "refused TERMS_FIXED"),
                arguments(LISTED, change(Draft.perpetual().underlying("ETH")), "refused TERMS_FIXED"),
                arguments(LISTED, change(Draft.spot()), "refused TERMS_FIXED"),
                arguments(COMBO, change(legs), "refused TERMS_FIXED"),
                arguments(COMBO, change(combo().haircut(9)), "TermsChanged"));
    }

    static Stream<Arguments> marks() {
        return Stream.of(
                arguments(ABSENT, mark(100, NOW), "answered REFUSED UNKNOWN_INSTRUMENT"),
                arguments(DELISTED, mark(100, NOW), "refused DELISTED"),
                arguments(SETTLING, mark(100, NOW), "MarkUpdated"),
                arguments(LISTED, mark(1, NOW), "MarkUpdated"),
                arguments(LISTED, mark(0, NOW), "refused MARK_NOT_POSITIVE"),
                arguments(OPTION, mark(0, NOW), "MarkUpdated"),
                arguments(OPTION, mark(-1, NOW), "refused MARK_NOT_POSITIVE"),
                arguments(OPTION, mark(5, 0, 0, NOW), "refused MARK_RANGE"),
                arguments(OPTION, mark(5, 9, -1_000_000, NOW), "MarkUpdated"),
                arguments(OPTION, mark(5, 9, -1_000_001, NOW), "refused MARK_RANGE"),
                arguments(COMBO, mark(-5, NOW), "MarkUpdated"),
                arguments(LISTED, mark(5, -1, 0, NOW), "refused MARK_RANGE"),
                arguments(LISTED, mark(5, 0), "refused MARK_RANGE"),
                arguments(LISTED, markOf(0, 9, 0), "refused MARK_NOT_POSITIVE"),
                arguments(LISTED, markOf(1, 0, 0), "MarkUpdated"),
                arguments(LISTED, markOf(1, -1, 0), "refused MARK_RANGE"),
                arguments(OPTION, markOf(-1, 9, 0), "refused MARK_NOT_POSITIVE"),
                arguments(OPTION, markOf(0, 9, 0), "MarkUpdated"),
                arguments(OPTION, markOf(0, 0, 0), "refused MARK_RANGE"),
                arguments(OPTION, markOf(0, 9, -1), "refused MARK_RANGE"),
                arguments(LISTED, mark(5, NOW + 1_000_000), "MarkUpdated"),
                arguments(LISTED, mark(5, NOW + 1_000_001), "refused MARK_FROM_FUTURE"),
                arguments(MARKED, mark(101, NOW - 1), "answered DUPLICATE"),
                arguments(MARKED, mark(100, NOW), "answered DUPLICATE"),
                arguments(MARKED, mark(101, NOW), "MarkUpdated"),
                arguments(MARKED, mark(0, NOW - 1), "refused MARK_NOT_POSITIVE"));
    }

    static Stream<Arguments> venueWords() {
        return Stream.of(
                arguments(LISTED, told(VenueState.HALTED, NOW), "VenueStateChanged"),
                arguments(LISTED, told(VenueState.UNKNOWN, NOW), "VenueStateChanged"),
                arguments(LISTED, told(VenueState.OPEN, NOW + NEVER / 2), "VenueStateChanged"),
                arguments(STOPPED, told(VenueState.HALTED, NOW + 1), "answered DUPLICATE"),
                arguments(STOPPED, told(VenueState.OPEN, NOW - 11), "answered DUPLICATE"),
                arguments(STOPPED, told(VenueState.OPEN, NOW - 10), "VenueStateChanged"),
                arguments(STOPPED, told(VenueState.LOCKED, NOW), "VenueStateChanged"),
                arguments(DELISTED, told(VenueState.OPEN, NOW), "answered DUPLICATE"),
                arguments(ABSENT, told(VenueState.OPEN, NOW), "FactSuspended"));
    }

    private static InstrumentFact told(VenueState state, long saidAtMicros) {
        return new InstrumentFact.VenueStateTold(new VenueWord(state, saidAtMicros));
    }

    @Test
    void aVenuesWordRestrictsUntilItsNext() {
        assertThat(STOPPED.quoted(NOW).ownState()).isEqualTo(TradingState.HALTED);
        assertThat(STOPPED.quoted(NOW).state()).as("nothing of ours is placed").isEqualTo(TradingState.ACTIVE);
        Instrument both = after(STOPPED, halt(TradingState.REDUCING, NEVER), 3);
        assertThat(both.quoted(NOW).ownState()).isEqualTo(TradingState.HALTED);
        Instrument open = after(both, told(VenueState.OPEN, NOW), 4);
        assertThat(open.quoted(NOW).ownState()).as("the venue lifts its own word only").isEqualTo(TradingState.REDUCING);
        assertThat(after(DELISTED, list(Draft.perpetual()), 5).quoted(NOW).venueWord()).isEqualTo(VenueWord.NONE);
    }

    @Test
    void aVenuesClockThatIsAheadDoesNotSilenceWhatItSaysAfter() {
        Instrument ahead = after(LISTED, told(VenueState.HALTED, NOW + 1_000_000_000), 2);
        assertThat(ahead.quoted(NOW).venueWord()).isEqualTo(new VenueWord(VenueState.HALTED, NOW));
        assertThat(after(ahead, told(VenueState.OPEN, NOW + 1), 3).quoted(NOW).ownState())
                .isEqualTo(TradingState.ACTIVE);
    }

    static Stream<Arguments> states() {
        long placed = ORIGIN.id(1);
        String tooLong = "x".repeat(257);
        return Stream.of(
                arguments(ABSENT, halt(TradingState.HALTED, NEVER), "answered REFUSED UNKNOWN_INSTRUMENT"),
                arguments(DELISTED, halt(TradingState.HALTED, NEVER), "refused DELISTED"),
                arguments(LISTED, halt(TradingState.HALTED, NEVER), "InstrumentHalted"),
                arguments(LISTED, halt(TradingState.REDUCING, NOW + 1), "InstrumentHalted"),
                arguments(LISTED, halt(TradingState.ACTIVE, NEVER), "refused RESTRICTION_STATE"),
                arguments(LISTED, halt(TradingState.HALTED, NOW), "refused RESTRICTION_EXPIRED"),
                arguments(LISTED, new InstrumentRequest.Halt(TradingState.HALTED, "ops", tooLong, NEVER),
                        "refused TEXT_TOO_LONG"),
                arguments(LISTED, new InstrumentRequest.Delist(tooLong), "refused TEXT_TOO_LONG"),
                arguments(FULL, halt(TradingState.REDUCING, NEVER), "refused TOO_MANY"),
                arguments(FULL, halt(TradingState.HALTED, NEVER), "InstrumentHalted"),
                arguments(HALTED, resume(placed), "InstrumentResumed"),
                arguments(HALTED, resume(placed + 1), "refused UNKNOWN_RESTRICTION"),
                arguments(LISTED, resume(placed), "refused UNKNOWN_RESTRICTION"),
                arguments(LISTED, new InstrumentRequest.Delist(""), "Delisted"),
                arguments(DELISTED, new InstrumentRequest.Delist(""), "refused DELISTED"),
                arguments(LISTED, reached(LifeCycle.SETTLEMENT_ONLY), "LifeCycleChanged"),
                arguments(LISTED, reached(LifeCycle.DELIVERED), "LifeCycleChanged"),
                arguments(LISTED, reached(LifeCycle.OPEN), "answered DUPLICATE"),
                arguments(SETTLING, reached(LifeCycle.OPEN), "answered DUPLICATE"),
                arguments(SETTLING, reached(LifeCycle.DELIVERED), "LifeCycleChanged"),
                arguments(ABSENT, reached(LifeCycle.OPEN), "FactSuspended"));
    }

    @ParameterizedTest
    @MethodSource({"listings", "changes", "marks", "states", "venueWords"})
    void decides(Instrument given, InstrumentCommand command, String said) {
        Decision<InstrumentEvent> decision = AGGREGATE.decide(given, command, id(1_000), context(view()));
        assertThat(said(decision)).isEqualTo(said);
        if (decision instanceof Decision.Taken<InstrumentEvent>(InstrumentEvent event)) {
            assertThat(AGGREGATE.commandOf(event)).isEqualTo(command);
            Instrument next = AGGREGATE.apply(given, event, id(1_000), NOW);
            assertThat(AGGREGATE.restored(AGGREGATE.stored(next))).isEqualTo(next);
            isAnsweredTheSameAgain(next, command, AGGREGATE.outcomeOf(event));
        }
    }

    /** One id, one outcome; another body under it is refused. Facts need no memory. */
    private static void isAnsweredTheSameAgain(Instrument next, InstrumentCommand command, Outcome outcome) {
        if (!(command instanceof InstrumentRequest) || next.listing() instanceof Listing.Never) {
            return;
        }
        var again = (Decision.Answered<InstrumentEvent>) AGGREGATE.decide(next, command, id(1_000), context(view()));
        assertThat(again.outcome().verdict()).isEqualTo(outcome.verdict());
        assertThat(again.outcome().reference()).isEqualTo(outcome.reference());
        if (outcome.rejection() != null) {
            assertThat(again.outcome().rejection().code()).isEqualTo(outcome.rejection().code());
            assertThat(again.outcome().rejection().requested()).isEqualTo(outcome.rejection().requested());
        }
        InstrumentRequest other = new InstrumentRequest.Delist("another body");
        Decision<InstrumentEvent> reused = AGGREGATE.decide(next, other, id(1_000), context(view()));
        assertThat(said(reused)).isEqualTo("answered REFUSED REQUEST_ID_REUSED");
    }

    @Test
    void pastSixteenRefusalsInASecondFurtherOnesLeaveNoEvent() {
        Instrument state = LISTED;
        for (int i = 0; i < 16; i++) {
            var taken = (Decision.Taken<InstrumentEvent>) AGGREGATE.decide(
                    state, resume(77), id(100 + i), context(MarketView.EMPTY));
            assertThat(said(taken)).isEqualTo("refused UNKNOWN_RESTRICTION");
            state = AGGREGATE.apply(state, taken.event(), id(100 + i), NOW);
        }
        assertThat(said(AGGREGATE.decide(state, resume(77), id(200), context(MarketView.EMPTY))))
                .isEqualTo("answered THROTTLED UNKNOWN_RESTRICTION");
        assertThat(said(AGGREGATE.decide(state, halt(TradingState.HALTED, NEVER), id(200), context(MarketView.EMPTY))))
                .isEqualTo("InstrumentHalted");
        Context later = new Context(MarketView.EMPTY, NOW + 1_000_000, ORIGIN);
        assertThat(said(AGGREGATE.decide(state, resume(77), id(200), later)))
                .isEqualTo("refused UNKNOWN_RESTRICTION");
    }

    @Test
    void showsWhatViewsNeed() {
        Quoted quoted = MARKED.quoted(NOW);
        assertThat(quoted.name()).isEqualTo(NAME);
        assertThat(quoted.venue()).isEqualTo("deribit");
        assertThat(quoted.terms().version()).isEqualTo(1);
        assertThat(quoted.terms().effectiveFromMicros()).isEqualTo(NOW);
        assertThat(quoted.mark().ticks()).isEqualTo(100);
        assertThat(quoted.state()).isEqualTo(TradingState.ACTIVE);
        assertThat(HALTED.quoted(NOW + 9).state()).isEqualTo(TradingState.HALTED);
        assertThat(HALTED.quoted(NOW + 10).state()).isEqualTo(TradingState.ACTIVE);
        assertThat(DELISTED.quoted(NOW).lifeCycle()).isEqualTo(LifeCycle.DELISTED);
        assertThat(ABSENT.quoted(NOW)).isNull();
    }

    @Test
    void termsAreVersioned() {
        Instrument changed = after(LISTED, change(Draft.perpetual().haircut(700).effective(NOW - 5)), 2);
        assertThat(changed.quoted(NOW).terms().version()).isEqualTo(2);
        assertThat(changed.quoted(NOW).terms().haircutBps()).isEqualTo(700);
        assertThat(changed.quoted(NOW).terms().effectiveFromMicros()).isEqualTo(NOW - 5);
        assertThat(changed.quoted(NOW).id()).isEqualTo(LISTED.quoted(NOW).id());
    }

    @Test
    void aNameListedAgainIsAnotherInstrument() {
        Instrument again = after(DELISTED, list(Draft.perpetual()), 4);
        assertThat(again.quoted(NOW).id()).isNotEqualTo(LISTED.quoted(NOW).id()).isPositive();
        assertThat(again.quoted(NOW).mark()).isEqualTo(Mark.NONE);
        assertThat(again.generation()).isEqualTo(2);
    }

    @Test
    void numbersDifferByNameOriginAndGeneration() {
        long number = InstrumentId.number("a", new Origin(0, 0), 1);
        Stream<Long> others = Stream.of(
                InstrumentId.number("b", new Origin(0, 0), 1), InstrumentId.number("a", new Origin(1, 0), 1),
                InstrumentId.number("a", new Origin(0, 1), 1), InstrumentId.number("a", new Origin(0, 0), 2));
        assertThat(others)
                .doesNotContain(number).doesNotHaveDuplicates().allMatch(other -> other > 0);
    }

    @Test
    void aNumberThatIsTakenIsNotGivenAgain() {
        TapeEvent taken = new TapeEvent.InstrumentObserved(other(InstrumentId.number(NAME, ORIGIN, 1)));
        Context context = context(MarketView.EMPTY.apply(taken));
        Decision<InstrumentEvent> decision = AGGREGATE.decide(ABSENT, list(Draft.perpetual()), id(9), context);
        assertThat(said(decision)).isEqualTo("answered REFUSED ID_TAKEN");
    }

    static Stream<Arguments> lifts() {
        return ApprovedLifts.cases("instruments/" + NAME, HALTED.restrictions().find(ORIGIN.id(1)), NOW);
    }

    /** What is taken is told to others with its approvals, and they keep them. */
    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("lifts")
    void resumesWithApprovals(String what, Lift lift, String refused) {
        var taken = (Decision.Taken<InstrumentEvent>) AGGREGATE.decide(
                HALTED, new InstrumentRequest.Resume(lift), id(1_000), context(ApprovedLifts.asking()));
        assertThat(said(taken)).as(what).isEqualTo(refused.isEmpty() ? "InstrumentResumed" : "refused " + refused);
        if (refused.isEmpty()) {
            assertThat(InstrumentEvent.forPeers(taken.event())).isEqualTo(new InstrumentFact.ResumedElsewhere(lift));
        }
    }

    @Test
    void aFailureRestrictsAndFailsAlone() {
        InstrumentEvent failed = AGGREGATE.failed(mark(5, NOW), "boom");
        Instrument after = AGGREGATE.apply(LISTED, failed, id(9), NOW);
        assertThat(after.quoted(NOW).state()).isEqualTo(TradingState.REDUCING);
        assertThat(AGGREGATE.outcomeOf(failed).rejection().code()).isEqualTo("INTERNAL");
        assertThat(AGGREGATE.outcomeOf(AGGREGATE.failed(reached(LifeCycle.OPEN), "boom")).verdict())
                .isEqualTo(Outcome.Verdict.SUSPENSE);
        assertThat(after(after, resume(Restrictions.ENGINE), 10).quoted(NOW).state()).isEqualTo(TradingState.ACTIVE);
    }

    /** Accepted and refused ones, under ids a minute ahead: a halt by whoever has a right clock is heard all the same. */
    @Test
    void controlsUnderIdsThatAreAheadKeepNoHaltFromBeingHeard() {
        Instrument state = LISTED;
        int heard = 0;
        for (int i = 0; i < 1_200; i++) {
            RequestId ahead = id(NOW / 1_000 + 60_000 + i);
            InstrumentRequest asked = i % 4 == 0 ? list(Draft.perpetual()) : change(Draft.perpetual());
            if (AGGREGATE.decide(state, asked, ahead, context(view())) instanceof Decision.Taken<InstrumentEvent> taken) {
                heard++;
                state = AGGREGATE.apply(state, taken.event(), ahead, NOW);
            }
        }
        assertThat(heard).isEqualTo(RecentRequests.CONTROLS);
        assertThat(said(AGGREGATE.decide(state, list(Draft.perpetual()), id(NOW / 1_000 + 90_000), context(view()))))
                .isEqualTo("answered THROTTLED TOO_MANY");
        assertThat(said(AGGREGATE.decide(state, halt(TradingState.HALTED, NEVER), id(NOW / 1_000), context(view()))))
                .isEqualTo("InstrumentHalted");
        assertThat(said(AGGREGATE.decide(state, list(Draft.perpetual()), id(NOW / 1_000 + 60_000), context(view()))))
                .as("known as before").isEqualTo("answered REFUSED INSTRUMENT_EXISTS");
    }

    @Test
    void aForgottenControlRequestIsTooOldAndMarksDoNotPushItOut() {
        Instrument state = LISTED;
        for (int i = 0; i < 2_000; i++) {
            state = after(state, mark(100 + i % 2, NOW), 2_000 + i);
        }
        assertThat(said(AGGREGATE.decide(state, list(Draft.perpetual()), id(1), context(view()))))
                .isEqualTo("answered ACCEPTED");
        for (int i = 0; i < 600; i++) {
            state = after(state, change(Draft.perpetual()), 10_000 + i);
        }
        RequestId old = id(1);
        assertThat(said(AGGREGATE.decide(state, list(Draft.perpetual()), old, context(view()))))
                .isEqualTo("answered REFUSED REQUEST_ID_TOO_OLD");
    }
}

package io.breakwater.domain.scope;

import static io.breakwater.domain.Ids.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.breakwater.domain.ApprovedLifts;
import io.breakwater.domain.Context;
import io.breakwater.domain.Lift;
import io.breakwater.domain.Limit;
import io.breakwater.domain.Measure;
import io.breakwater.domain.Restriction;
import io.breakwater.domain.Restrictions;
import io.breakwater.domain.TradingState;
import io.breakwater.domain.escrow.Escrow;
import io.breakwater.domain.escrow.Grant;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.TapeEvent;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Origin;
import io.breakwater.kernel.Outcome;
import io.breakwater.kernel.RequestId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Given a scope, when a command, then an event or a refusal. */
class ScopeTest {
    private static final ScopeAggregate AGGREGATE = new ScopeAggregate();
    private static final Origin ORIGIN = new Origin(3, 7);
    private static final long NOW = 1_600_000_000_000_000L;
    private static final long NEVER = Long.MAX_VALUE;
    private static final Context CONTEXT = new Context(MarketView.EMPTY, NOW, ORIGIN);

    private static final Scope FIRM = Scope.absent("firms/acme");
    private static final Scope VENUE = Scope.absent("venues/Deribit");
    private static final Scope CAPPED = after(FIRM, cap(1_600), 1);
    private static final Scope ENROLLED = after(CAPPED, new ScopeRequest.Enroll("c1"), 2);
    private static final Scope LOWERED = after(ENROLLED, cap(40), 3);
    private static final Scope HALTED = after(FIRM, restrict(TradingState.HALTED, NOW + 10), 1);
    private static final Scope FULL = full();

    private static Scope full() {
        Scope full = CAPPED;
        for (int i = 0; i < Restrictions.MAX_REDUCING; i++) {
            full = after(full, restrict(TradingState.REDUCING, NEVER), 10 + i);
        }
        return full;
    }

    private static Scope after(Scope before, ScopeCommand command, long millis) {
        var taken = (Decision.Taken<ScopeEvent>) AGGREGATE.decide(before, command, id(millis), CONTEXT);
        return AGGREGATE.apply(before, taken.event(), id(millis), NOW);
    }

    private static ScopeRequest cap(long cap) {
        return new ScopeRequest.SetCap(new Limit(Measure.GROSS_NOTIONAL, "", cap, true));
    }

    private static ScopeRequest cap(Measure measure, String dimension, long cap, boolean hard) {
        return new ScopeRequest.SetCap(new Limit(measure, dimension, cap, hard));
    }

    private static ScopeRequest restrict(TradingState state, long expires) {
        return new ScopeRequest.Restrict(state, "ops", "test", expires);
    }

    @Test
    void whatAnotherHasLiftedBeforeItWasHeardOfIsNotPlaced() {
        Scope lifted = after(FIRM, new ScopeFact.LiftedElsewhere(ApprovedLifts.lift(7)), 1);
        assertThat(AGGREGATE.decide(lifted, new ScopeFact.LiftedElsewhere(ApprovedLifts.lift(7)), id(2), CONTEXT))
                .isInstanceOf(Decision.Answered.class);
        Restriction placed = new Restriction(7, TradingState.HALTED, "ops", "", NEVER);
        Scope heard = after(lifted, new ScopeFact.RestrictedElsewhere(placed), 3);
        assertThat(heard.restrictions().stateAt(NOW)).isEqualTo(TradingState.ACTIVE);
        assertThat(heard.restrictions().placed().isEmpty()).isTrue();
    }

    private static ScopeFact report(String holder, long returned, long demanded) {
        return new ScopeFact.HolderReported(holder, Measure.GROSS_NOTIONAL, returned, demanded);
    }

    private static String said(Decision<ScopeEvent> decision) {
        return switch (decision) {
            case Decision.Taken<ScopeEvent>(ScopeEvent.RequestRefused refused) ->
                    "refused " + refused.rejection().code();
            case Decision.Taken<ScopeEvent>(ScopeEvent event) -> event.getClass().getSimpleName();
            case Decision.Answered<ScopeEvent>(Outcome outcome) -> "answered " + outcome.verdict()
                    + (outcome.rejection() == null ? "" : " " + outcome.rejection().code());
        };
    }

    static Stream<Arguments> caps() {
        return Stream.of(
                arguments(FIRM, cap(5), "CapSet"),
                arguments(Scope.absent("groups/west"), cap(5), "CapSet"),
                arguments(FIRM, cap(0), "CapSet"),
                arguments(FIRM, cap(Escrow.UNLIMITED), "CapSet"),
                arguments(FIRM, cap(Escrow.UNLIMITED + 1), "answered REFUSED CAP_TOO_LARGE"),
                arguments(FIRM, cap(Measure.WORKING_ORDERS, "", 5, true), "CapSet"),
                arguments(CAPPED, cap(Measure.DELTA, "", 5, true), "CapSet"),
                arguments(ENROLLED, cap(Measure.GAMMA, "", 0, true), "CapSet"),
                arguments(ENROLLED, cap(Measure.VEGA, "", 5, true), "CapSet"),
                arguments(ENROLLED, cap(Measure.SHORT_OPTIONS, "", 5, true), "CapSet"),
                arguments(ENROLLED, cap(Measure.PREMIUM_PAID, "", Escrow.UNLIMITED, true), "CapSet"),
                arguments(CAPPED, cap(Measure.NET_POSITION, "", 5, true), "refused NOT_ADDITIVE"),
                arguments(CAPPED, cap(Measure.CONCENTRATION, "", 5, true), "refused NOT_ADDITIVE"),
                arguments(CAPPED, cap(Measure.INITIAL_MARGIN, "", 5, true), "refused NOT_ADDITIVE"),
                arguments(CAPPED, cap(Measure.LOSS, "", 5, true), "refused NOT_ADDITIVE"),
                arguments(VENUE, cap(Measure.GAMMA, "", 5, true), "answered REFUSED NOT_SHARED"),
                arguments(CAPPED, cap(Measure.GAMMA, "BTC", 5, true), "refused DIMENSION"),
                arguments(CAPPED, cap(Measure.WORKING_ORDERS, "BTC", 5, true), "refused DIMENSION"),
                arguments(CAPPED, cap(Measure.WORKING_ORDERS, "", 5, false), "refused NOT_HARD"),
                arguments(VENUE, cap(5), "answered REFUSED NOT_SHARED"),
                arguments(Scope.absent("everything"), cap(5), "answered REFUSED NOT_SHARED"),
                arguments(Scope.absent("desks/x"), cap(5), "answered REFUSED BAD_NAME"),
                arguments(Scope.absent("firms/"), cap(5), "answered REFUSED BAD_NAME"),
                arguments(Scope.absent("firms/a/b"), cap(5), "answered REFUSED BAD_NAME"));
    }

    static Stream<Arguments> holders() {
        return Stream.of(
                arguments(FIRM, new ScopeRequest.Enroll("c1"), "HolderEnrolled"),
                arguments(ENROLLED, new ScopeRequest.Enroll("c1"), "answered ACCEPTED"),
                arguments(ENROLLED, new ScopeRequest.Enroll("c2"), "HolderEnrolled"),
                arguments(ENROLLED, new ScopeRequest.Enroll("groups/west"), "HolderEnrolled"),
                arguments(ENROLLED, new ScopeRequest.Enroll(" "), "refused BAD_NAME"),
                arguments(ENROLLED, new ScopeRequest.Enroll("c".repeat(128)), "HolderEnrolled"),
                arguments(ENROLLED, new ScopeRequest.Enroll("c".repeat(129)), "refused BAD_NAME"),
                arguments(VENUE, new ScopeRequest.Enroll("c1"), "answered REFUSED NOT_SHARED"),
                arguments(ENROLLED, report("c1", 0, 100), "answered DUPLICATE"),
                arguments(ENROLLED, report("c1", 0, 101), "RightsGranted"),
                arguments(ENROLLED, report("c1", 1, 0), "FactSuspended"),
                arguments(ENROLLED, report("c9", 0, 1), "FactSuspended"),
                arguments(VENUE, report("c1", 0, 1), "FactSuspended"),
                arguments(LOWERED, report("c1", 0, 0), "answered DUPLICATE"),
                arguments(LOWERED, report("c1", 60, 0), "RightsReturned"),
                arguments(LOWERED, report("c1", 61, 0), "FactSuspended"),
                arguments(LOWERED, report("c1", 0, 500), "DemandNoted"),
                arguments(LOWERED, report("c1", -5, -5), "answered DUPLICATE"),
                arguments(LOWERED, new ScopeFact.RecallOverdue(Measure.GROSS_NOTIONAL), "RecallRepeated"),
                arguments(ENROLLED, new ScopeFact.RecallOverdue(Measure.GROSS_NOTIONAL), "answered DUPLICATE"),
                arguments(VENUE, new ScopeFact.RecallOverdue(Measure.GROSS_NOTIONAL), "FactSuspended"));
    }

    static Stream<Arguments> states() {
        long placed = ORIGIN.id(1);
        String tooLong = "x".repeat(257);
        return Stream.of(
                arguments(FIRM, restrict(TradingState.HALTED, NEVER), "Restricted"),
                arguments(VENUE, restrict(TradingState.REDUCING, NOW + 1), "Restricted"),
                arguments(Scope.absent("everything"), restrict(TradingState.HALTED, NEVER), "Restricted"),
                arguments(Scope.absent("underlyings/BTC"), restrict(TradingState.HALTED, NEVER), "Restricted"),
                arguments(FIRM, restrict(TradingState.ACTIVE, NEVER), "answered REFUSED RESTRICTION_STATE"),
                arguments(CAPPED, restrict(TradingState.HALTED, NOW), "refused RESTRICTION_EXPIRED"),
                arguments(CAPPED, new ScopeRequest.Restrict(TradingState.HALTED, tooLong, "", NEVER),
                        "refused TEXT_TOO_LONG"),
                arguments(FULL, restrict(TradingState.REDUCING, NEVER), "refused TOO_MANY"),
                arguments(FULL, restrict(TradingState.HALTED, NEVER), "Restricted"),
                arguments(HALTED, new ScopeRequest.LiftRestriction(ApprovedLifts.lift(placed)), "RestrictionLifted"),
                arguments(HALTED, new ScopeRequest.LiftRestriction(ApprovedLifts.lift(placed + 1)),
                        "refused UNKNOWN_RESTRICTION"),
                arguments(FIRM, new ScopeRequest.LiftRestriction(ApprovedLifts.lift(placed)),
                        "answered REFUSED UNKNOWN_RESTRICTION"),
                arguments(HALTED, new ScopeRequest.LiftRestriction(new Lift(placed, tooLong, "uat", List.of())),
                        "refused TEXT_TOO_LONG"));
    }

    @ParameterizedTest
    @MethodSource({"caps", "holders", "states"})
    void decides(Scope given, ScopeCommand command, String said) {
        Decision<ScopeEvent> decision = AGGREGATE.decide(given, command, id(1_000), CONTEXT);
        assertThat(said(decision)).isEqualTo(said);
        if (decision instanceof Decision.Taken<ScopeEvent>(ScopeEvent event)) {
            assertThat(AGGREGATE.commandOf(event)).isEqualTo(command);
            Scope next = AGGREGATE.apply(given, event, id(1_000), NOW);
            assertThat(AGGREGATE.restored(AGGREGATE.stored(next))).isEqualTo(next);
            isAnsweredTheSameAgain(next, command, AGGREGATE.outcomeOf(event));
        }
    }

    static Stream<Arguments> lifts() {
        return ApprovedLifts.cases("firms/acme", HALTED.restrictions().find(ORIGIN.id(1)), NOW);
    }

    /** What is taken is told to others with its approvals, and they keep them. */
    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("lifts")
    void liftsWithApprovals(String what, Lift lift, String refused) {
        Context asking = new Context(ApprovedLifts.asking(), NOW, ORIGIN);
        var taken = (Decision.Taken<ScopeEvent>) AGGREGATE.decide(
                HALTED, new ScopeRequest.LiftRestriction(lift), id(1_000), asking);
        assertThat(said(taken)).as(what).isEqualTo(refused.isEmpty() ? "RestrictionLifted" : "refused " + refused);
        if (refused.isEmpty()) {
            assertThat(ScopeEvent.forPeers(taken.event())).isEqualTo(new ScopeFact.LiftedElsewhere(lift));
        }
    }

    /** One id, one outcome; another body under it is refused. Facts need no memory. */
    private static void isAnsweredTheSameAgain(Scope next, ScopeCommand command, Outcome outcome) {
        if (!(command instanceof ScopeRequest)) {
            return;
        }
        var again = (Decision.Answered<ScopeEvent>) AGGREGATE.decide(next, command, id(1_000), CONTEXT);
        assertThat(again.outcome().verdict()).isEqualTo(outcome.verdict());
        assertThat(again.outcome().reference()).isEqualTo(outcome.reference());
        if (outcome.rejection() != null) {
            assertThat(again.outcome().rejection().code()).isEqualTo(outcome.rejection().code());
        }
        Decision<ScopeEvent> reused = AGGREGATE.decide(next, cap(77), id(1_000), CONTEXT);
        assertThat(said(reused)).isEqualTo("answered REFUSED REQUEST_ID_REUSED");
    }

    @Test
    void pastSixteenRefusalsInASecondFurtherOnesLeaveNoEvent() {
        Scope state = CAPPED;
        ScopeRequest wrong = cap(Escrow.UNLIMITED + 1);
        for (int i = 0; i < 16; i++) {
            assertThat(said(AGGREGATE.decide(state, wrong, id(100 + i), CONTEXT))).isEqualTo("refused CAP_TOO_LARGE");
            state = after(state, wrong, 100 + i);
        }
        assertThat(said(AGGREGATE.decide(state, wrong, id(200), CONTEXT))).isEqualTo("answered THROTTLED CAP_TOO_LARGE");
        assertThat(said(AGGREGATE.decide(state, cap(40), id(200), CONTEXT))).isEqualTo("CapSet");
        Context later = new Context(MarketView.EMPTY, NOW + 1_000_000, ORIGIN);
        assertThat(said(AGGREGATE.decide(state, wrong, id(200), later))).isEqualTo("refused CAP_TOO_LARGE");
    }

    @Test
    void aFirstGrantComesForEveryMeasure() {
        ScopeRequest enroll = new ScopeRequest.Enroll("c1");
        var taken = (Decision.Taken<ScopeEvent>) AGGREGATE.decide(CAPPED, enroll, id(9), CONTEXT);
        var enrolled = (ScopeEvent.HolderEnrolled) taken.event();
        assertThat(enrolled.grants()).containsExactly(
                new Grant("firms/acme", Measure.GROSS_NOTIONAL, 100, 0),
                new Grant("firms/acme", Measure.WORKING_ORDERS, Escrow.UNLIMITED / 16, 0));
        assertThat(ENROLLED.grantsTo("c1")).isEqualTo(enrolled.grants());
        assertThat(ENROLLED.grantsTo("c2")).isEmpty();
        assertThat(Announcements.after(enrolled, ENROLLED)).extracting(Announcements.Addressed::holder)
                .containsExactly("c1", "c1");
    }

    @Test
    void aLoweringIsSaidToWhoOwes() {
        ScopeEvent event = new ScopeEvent.CapSet((ScopeRequest.SetCap) cap(40), 0, 60);
        Grant asked = new Grant("firms/acme", Measure.GROSS_NOTIONAL, 100, 60);
        assertThat(Announcements.after(event, LOWERED)).containsExactly(new Announcements.Addressed("c1", asked));
        assertThat(Announcements.owing(LOWERED, Measure.WORKING_ORDERS)).isEmpty();
        Scope returned = after(LOWERED, report("c1", 60, 0), 9);
        assertThat(Announcements.owing(returned, Measure.GROSS_NOTIONAL)).isEmpty();
        assertThat(returned.escrow(Measure.GROSS_NOTIONAL).effective()).isEqualTo(40);
    }

    @Test
    void aReportMayReturnAndDemandAtOnce() {
        Scope raised = after(LOWERED, cap(1_600), 4);
        var taken = (Decision.Taken<ScopeEvent>) AGGREGATE.decide(raised, report("c1", 60, 300), id(9), CONTEXT);
        Scope after = AGGREGATE.apply(raised, taken.event(), id(9), NOW);
        assertThat(after.escrow(Measure.GROSS_NOTIONAL).holder("c1").granted()).isEqualTo(300);
        assertThat(after.escrow(Measure.GROSS_NOTIONAL).outstanding()).isEqualTo(240);
    }

    @Test
    void theBoardIsTold() {
        assertThat(HALTED.observed(NOW + 9))
                .isEqualTo(new TapeEvent.ControlObserved("firms/acme", TradingState.HALTED));
        assertThat(HALTED.observed(NOW + 10))
                .isEqualTo(new TapeEvent.ControlObserved("firms/acme", TradingState.ACTIVE));
    }

    @Test
    void enrolmentsAreNeverTooOldAndDoNotPushOutControls() {
        Scope state = CAPPED;
        for (int i = 0; i < 1_500; i++) {
            state = after(state, new ScopeRequest.Enroll("c" + i), 5_000 + i);
        }
        assertThat(said(AGGREGATE.decide(state, cap(1_600), id(1), CONTEXT))).isEqualTo("answered ACCEPTED");
        assertThat(said(AGGREGATE.decide(state, new ScopeRequest.Enroll("late"), id(2), CONTEXT)))
                .isEqualTo("HolderEnrolled");
        for (int i = 0; i < 600; i++) {
            state = after(state, cap(1_600 + i), 10_000 + i);
        }
        assertThat(said(AGGREGATE.decide(state, cap(1_600), id(1), CONTEXT))).isEqualTo("answered REFUSED REQUEST_ID_TOO_OLD");
    }

    @Test
    void controlsUnderIdsThatAreAheadKeepNoOthersFromBeingHeard() {
        Scope state = CAPPED;
        for (int i = 0; i < 1_200; i++) {
            RequestId ahead = id(NOW / 1_000 + 60_000 + i);
            if (AGGREGATE.decide(state, cap(1_600 + i), ahead, CONTEXT) instanceof Decision.Taken<ScopeEvent> taken) {
                state = AGGREGATE.apply(state, taken.event(), ahead, NOW);
            }
        }
        assertThat(said(AGGREGATE.decide(state, cap(9), id(NOW / 1_000 + 90_000), CONTEXT)))
                .isEqualTo("answered THROTTLED TOO_MANY");
        assertThat(said(AGGREGATE.decide(state, cap(9), id(NOW / 1_000), CONTEXT))).isEqualTo("CapSet");
    }

    @Test
    void aFailureRestrictsAndFailsAlone() {
        ScopeEvent failed = AGGREGATE.failed(cap(5), "boom");
        Scope after = AGGREGATE.apply(CAPPED, failed, id(9), NOW);
        assertThat(after.observed(NOW).state()).isEqualTo(TradingState.REDUCING);
        assertThat(after.escrow(Measure.GROSS_NOTIONAL).cap()).isEqualTo(1_600);
        assertThat(AGGREGATE.outcomeOf(failed).rejection().code()).isEqualTo("INTERNAL");
        assertThat(AGGREGATE.outcomeOf(AGGREGATE.failed(report("c1", 0, 0), "boom")).verdict())
                .isEqualTo(Outcome.Verdict.SUSPENSE);
    }

    @Test
    void namesItsPath() {
        assertThat(List.of(AGGREGATE.scopePathOf(FIRM), AGGREGATE.scopePathOf(VENUE)))
                .containsExactly("firms/acme", "");
    }
}

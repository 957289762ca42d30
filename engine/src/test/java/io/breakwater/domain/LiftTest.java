package io.breakwater.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.market.MarketView;
import io.breakwater.kernel.Origin;
import io.breakwater.kernel.Unit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Given a policy that asks for two people, what approvals of a lift do, and what they are bound to. */
class LiftTest {
    private static final long NOW = 1_600_000_000_000_000L;
    private static final String SCOPE = "counterparties/acme";
    private static final Restriction PLACED = new Restriction(
            0x0100_0010_0000_0002L, TradingState.HALTED, "desk", "über", Long.MAX_VALUE);

    private static Context context(MarketView view) {
        return new Context(view, NOW, new Origin(1, 1));
    }

    static Stream<Arguments> cases() {
        return ApprovedLifts.cases(SCOPE, PLACED, NOW);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("cases")
    void isJudgedByItsApprovals(String what, Lift lift, String fault) {
        Lift.Flaw flaw = lift.flaw(SCOPE, PLACED, context(ApprovedLifts.asking()));
        assertThat(flaw == null ? "" : flaw.fault().name()).as(what).isEqualTo(fault);
    }

    @Test
    void aPolicyThatAsksForNobodyTakesWhatIsGoodAndNothingElse() {
        Context context = context(MarketView.EMPTY);
        Lift bare = ApprovedLifts.lift(PLACED.id());
        assertThat(bare.flaw(SCOPE, PLACED, context)).isNull();
        String change = bare.changeHash(SCOPE, PLACED);
        assertThat(ApprovedLifts.lift(PLACED.id(), new Approval("ada", NOW, change)).flaw(SCOPE, PLACED, context))
                .isNull();
        assertThat(ApprovedLifts.lift(PLACED.id(), new Approval("ada", NOW, "0".repeat(64)))
                .flaw(SCOPE, PLACED, context).fault()).isEqualTo(Lift.Fault.APPROVAL_OF_ANOTHER_CHANGE);
    }

    @Test
    void whoIsRefusedLearnsHowManyAreNeededAndOfWhat() {
        Lift bare = ApprovedLifts.lift(PLACED.id());
        assertThat(bare.flaw(SCOPE, PLACED, context(ApprovedLifts.asking()))).isEqualTo(new Lift.Flaw(
                Lift.Fault.APPROVALS_MISSING, 2, 0, 0, Unit.APPROVALS, bare.changeHash(SCOPE, PLACED)));
    }

    /** By {@code printf '4:lift,10:production,…' | sha256sum}: an approver's tool may compute it by itself. */
    @Test
    void aChangeIsHashedAsDocumented() {
        assertThat(new Lift(PLACED.id(), "ops: over", "production", List.of()).changeHash(SCOPE, PLACED))
                .isEqualTo("2405e82c40f7f01af95dcdac3cd5ba79f0e5181799ae1d23719aff1b33792c3a");
    }
}

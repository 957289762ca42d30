package io.breakwater.domain.scope;

import static io.breakwater.domain.Ids.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.Context;
import io.breakwater.domain.Measure;
import io.breakwater.domain.escrow.Escrow;
import io.breakwater.domain.escrow.Grant;
import io.breakwater.domain.escrow.Holder;
import io.breakwater.domain.market.MarketView;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Origin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Given a firm whose cap is lent, who keeps nothing of it is asked for before an order of it is refused. */
class FirstPartsTest {
    private static final ScopeAggregate AGGREGATE = new ScopeAggregate();
    private static final long NOW = 1_600_000_000_000_000L;
    private static final Context CONTEXT = new Context(MarketView.EMPTY, NOW, new Origin(1, 1));
    private static final int ALL = 1_000;

    private final Map<String, Long> begun = new HashMap<>();
    private Scope scope = Scope.absent("firms/acme");
    private long ids;

    private ScopeEvent tell(ScopeCommand command) {
        var taken = (Decision.Taken<ScopeEvent>) AGGREGATE.decide(scope, command, id(++ids), CONTEXT);
        scope = AGGREGATE.apply(scope, taken.event(), id(ids), NOW);
        return taken.event();
    }

    private void lent(long granted, long recalled) {
        tell(new ScopeFact.LimitLent(new Grant("firms/acme", Measure.GROSS_NOTIONAL, granted, recalled)));
    }

    private void enrol(String... holders) {
        for (String holder : holders) {
            tell(new ScopeRequest.Enroll(holder));
        }
    }

    private Escrow cap() {
        return scope.escrow(Measure.GROSS_NOTIONAL);
    }

    private Holder holder(String name) {
        return cap().holder(name);
    }

    private void reported(String holder, long returned, long demanded) {
        tell(new ScopeFact.HolderReported(holder, Measure.GROSS_NOTIONAL, returned, demanded));
    }

    /** All give back what was asked back, but what one uses. */
    private void returned(String user, long used) {
        cap().holders().forEachSorted((_, holder) ->
                reported(holder.name(), holder.recalled() - (holder.name().equals(user) ? used : 0), 0));
    }

    private List<ScopeFact.HolderReported> words() {
        return FirstParts.words(cap(), begun, ALL);
    }

    /** Each is granted all that was asked for, and nobody is asked back for it. */
    private int asked() {
        List<ScopeFact.HolderReported> words = words();
        for (ScopeFact.HolderReported word : words) {
            assertThat(tell(word)).isInstanceOf(ScopeEvent.RightsGranted.class);
            assertThat(holder(word.holder()).granted()).isEqualTo(word.demanded());
        }
        return words.size();
    }

    @Test
    void whoHadToGiveAllBackGetsAPartWhenItIsLentAgain() {
        lent(1_600, 0);
        enrol("c1", "c2");
        lent(1_600, 1_600);
        returned("", 0);
        assertThat(FirstParts.isBare(cap())).isTrue();
        assertThat(words()).as("nothing to give").isEmpty();
        lent(3_200, 1_600);
        assertThat(asked()).isEqualTo(2);
        assertThat(List.of(holder("c1").kept(), holder("c2").kept())).containsExactly(200L, 200L);
        assertThat(FirstParts.isBare(cap())).isFalse();
        assertThat(asked()).as("once").isZero();
    }

    @Test
    void whoCameWhenThereWasNothingGetsOneToo() {
        lent(0, 0);
        enrol("late");
        assertThat(holder("late").kept()).isZero();
        lent(1_600, 0);
        asked();
        assertThat(holder("late").kept()).isEqualTo(400);
    }

    @Test
    void whoKeepsSomethingIsLeftAlone() {
        lent(1_600, 0);
        enrol("c1");
        lent(100_000, 0);
        assertThat(words()).isEmpty();
    }

    /** It returns at once what it still owes. */
    @Test
    void whoUsesSomeHasAPartBeyondIt() {
        lent(1_600, 0);
        enrol("c1", "c2");
        lent(1_600, 1_600);
        long recalled = holder("c1").recalled();
        returned("c1", 60);
        lent(3_200, 1_600);
        long part = FirstParts.part(cap());
        asked();
        assertThat(holder("c1").outstanding() - 60 - 60).as("free once it has returned what it owes").isEqualTo(part);
        assertThat(holder("c2").kept()).isEqualTo(part);
        reported("c1", recalled, 0);
        assertThat(asked()).isZero();
    }

    /** The little that was lent first does not cover what one uses; what is lent then does. */
    @Test
    void whoUsesSomeHasAPartBeyondItHoweverItIsLent() {
        lent(10_000, 0);
        enrol("c1", "c2");
        lent(10_000, 10_000);
        returned("c1", 300);
        lent(10_500, 10_000);
        asked();
        reported("c1", holder("c1").recalled() - 300 + holder("c1").kept(), 0);
        assertThat(holder("c1").owed()).as("not all that it uses").isPositive();
        lent(20_000, 10_000);
        long part = FirstParts.part(cap());
        asked();
        reported("c1", holder("c1").recalled(), 0);
        assertThat(holder("c1").kept() - 300).isEqualTo(part);
        assertThat(holder("c2").kept()).isEqualTo(part);
    }

    /** What it was granted meanwhile, for what it had asked for before, it gave back as well. */
    @Test
    void whoOwesHasNothingFreeThoughItKeepsSome() {
        lent(1_600, 0);
        enrol("c1", "c2");
        lent(1_600, 1_600);
        returned("c1", 60);
        lent(3_200, 1_600);
        long recalled = holder("c1").recalled();
        reported("c1", recalled - 60, holder("c1").granted() + 20);
        reported("c1", recalled - 40, 0);
        assertThat(holder("c1").kept()).isEqualTo(20);
        long part = FirstParts.part(cap());
        asked();
        reported("c1", recalled, 0);
        assertThat(holder("c1").kept() - 60).isEqualTo(part);
    }

    /** Who has not heard that it is to give back owes as much as it ever had: that is not what it uses. */
    @Test
    void whatWasNotGivenBackYetDoesNotDrainTheCap() {
        enrol("c1", "c2", "c3");
        lent(0, 0);
        lent(25_000, 0);
        assertThat(words()).as("what they have is beyond the cap").isEmpty();
        reported("c1", holder("c1").recalled(), 0);
        reported("c2", holder("c2").recalled(), 0);
        assertThat(words()).isEmpty();
        reported("c3", holder("c3").recalled() - 20_000, 0);
        assertThat(asked()).isEqualTo(3);
        assertThat(cap().outstanding()).isLessThanOrEqualTo(22_500);
        assertThat(List.of(holder("c1").kept(), holder("c2").kept())).allMatch(kept -> kept > 400);
    }

    @Test
    void aPartThatWasBegunGrowsWithTheCap() {
        lent(1_600, 0);
        enrol("c1");
        lent(1_600, 1_600);
        returned("", 0);
        lent(1_800, 1_600);
        asked();
        long little = holder("c1").kept();
        enrol("c2");
        long other = holder("c2").kept();
        lent(3_200, 1_600);
        assertThat(asked()).isEqualTo(1);
        assertThat(holder("c1").kept()).isGreaterThan(little);
        assertThat(holder("c2").kept()).as("had something from the start").isEqualTo(other);
    }

    @Test
    void manyAreServedAPortionAtATime() {
        lent(1_600, 0);
        for (int i = 0; i < 200; i++) {
            enrol("c" + i);
        }
        lent(1_600, 1_600);
        returned("", 0);
        lent(1_001_600, 1_600);
        assertThat(FirstParts.words(cap(), begun, 7)).hasSize(7);
        assertThat(asked()).isEqualTo(200);
        assertThat(cap().outstanding()).isLessThanOrEqualTo(300_000);
    }

    /** Or it would go back before those who keep nothing have a part of it. */
    @Test
    void whatIsBeingSharedOutIsNotIdle() {
        lent(1_600, 0);
        enrol("c1");
        long need = cap().outstanding();
        lent(16_000, 0);
        assertThat(Borrowing.report(scope, Measure.GROSS_NOTIONAL, 0, true).wanted()).isEqualTo(16_000);
        assertThat(Borrowing.report(scope, Measure.GROSS_NOTIONAL, 0, false).wanted()).isEqualTo(2 * need);
    }

    /** Fewer rights than holders: some get one, and nobody more than there is. */
    @Test
    void ofLittleSomeGetSome() {
        lent(0, 0);
        for (int i = 0; i < 10; i++) {
            enrol("c" + i);
        }
        lent(5, 0);
        assertThat(asked()).isEqualTo(3);
        assertThat(cap().outstanding()).isEqualTo(3);
    }
}

package io.breakwater.domain.span;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.Context;
import io.breakwater.domain.Ids;
import io.breakwater.domain.Measure;
import io.breakwater.domain.escrow.Escrow;
import io.breakwater.domain.escrow.Holder;
import io.breakwater.domain.escrow.Lending;
import io.breakwater.domain.escrow.Row;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.scope.Borrowing;
import io.breakwater.domain.scope.FirstParts;
import io.breakwater.domain.scope.Scope;
import io.breakwater.domain.scope.ScopeAggregate;
import io.breakwater.domain.scope.ScopeCommand;
import io.breakwater.domain.scope.ScopeEvent;
import io.breakwater.domain.scope.ScopeFact;
import io.breakwater.domain.scope.ScopeRequest;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Origin;
import io.breakwater.kernel.RequestId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two data centers' parts of a limit with the real scopes under them, while words between all four are lost, doubled
 * and late: holders never have more than exists, nothing is lent twice, and what is wanted is found.
 */
class LendingTest {
    private static final String SCOPE = "firms/acme";
    private static final Measure MEASURE = Measure.GROSS_NOTIONAL;
    private static final String SPAN = SpanId.of(SCOPE, MEASURE);
    private static final long TARGET = 10_000;
    private static final int STEPS = 3_000;

    /** One data center: its span, its scope and three holders that take what they get. */
    private final class Center {
        private final int number;
        private final Context context;
        private Span span = Span.absent(SPAN);
        private Scope scope = Scope.absent(SCOPE);
        private final Map<String, Long> begun = new HashMap<>();
        private long demand;
        private int written;

        Center(int number) {
            this.number = number;
            this.context = new Context(MarketView.EMPTY, 1_000_000, new Origin(number, 1));
        }

        /** The limit's first terms. */
        void open(long target, Integer... members) {
            tell(new SpanRequest.SetTerms(SpanTerms.opened(List.of(members), 0, target)
                    .following(SpanTerms.NONE, SpanTerms.versionAfter(0, 1))));
        }

        void tell(SpanCommand command) {
            SpanAggregate spans = new SpanAggregate();
            if (spans.decide(span, command, id(), context) instanceof Decision.Taken<SpanEvent>(SpanEvent event)) {
                span = spans.apply(span, event, id(), 1_000_000);
                written++;
            }
            assertThat(span.exists() && span.matrix().local(number) < 0).as("%s", span).isFalse();
        }

        void tell(ScopeCommand command) {
            ScopeAggregate scopes = new ScopeAggregate();
            if (scopes.decide(scope, command, id(), context) instanceof Decision.Taken<ScopeEvent>(ScopeEvent event)) {
                scope = scopes.apply(scope, event, id(), 1_000_000);
                written++;
            }
        }

        Escrow escrow() {
            return scope.escrow(MEASURE);
        }

        /** Demands and returns, as counterparties do. */
        void holders() {
            for (int i = 0; i < 3; i++) {
                String name = "h" + i;
                Holder holder = escrow().holder(name);
                if (holder == null && scope.lent(MEASURE) != null) {
                    tell(new ScopeRequest.Enroll(name));
                } else if (holder != null) {
                    long wanted = Math.max(holder.demanded(), Math.min(demand / 3, TARGET));
                    long returned = random.nextInt(3) > 0 ? holder.recalled() : holder.returned();
                    tell(new ScopeFact.HolderReported(name, MEASURE, returned, wanted));
                }
            }
        }

        /** Asks in the name of those who keep nothing. */
        void firstParts() {
            FirstParts.words(escrow(), begun, 3).forEach(this::tell);
        }

        long lacking() {
            long[] sum = new long[1];
            escrow().holders().forEachSorted((_, holder) ->
                    sum[0] += Math.max(0, holder.demanded() - holder.granted()));
            return sum[0];
        }

        void speak(Center peer) {
            if (span.exists()) {
                var grant = span.grant();
                send(() -> tell(new ScopeFact.LimitLent(grant)));
                Row row = span.published();
                SpanTerms terms = span.terms();
                send(() -> peer.tell(new SpanFact.PeerRead(number, 1, row, terms, List.of())));
            }
            if (scope.lent(MEASURE) != null) {
                var report = Borrowing.report(scope, MEASURE, lacking(), faults && random.nextBoolean());
                send(() -> tell(new SpanFact.ScopeReported(report)));
            }
        }

        void tend() {
            tell(new SpanFact.Tend(3));
            if (span.lendsMore()) {
                tell(new SpanFact.ScopeReported(span.lending()));
            }
        }
    }

    private long ids;
    private Random random;
    private final List<Runnable> underway = new ArrayList<>();
    private boolean faults = true;

    private RequestId id() {
        return Ids.id(++ids);
    }

    private void send(Runnable word) {
        if (!faults) {
            word.run();
            return;
        }
        for (int copies = random.nextInt(3); copies > 0 && underway.size() < 200; copies--) {
            underway.add(word);
        }
    }

    private void check(Center one, Center two) {
        long exist = created(one) + created(two);
        assertThat(one.escrow().cap() == Escrow.UNLIMITED ? 0 : one.escrow().outstanding())
                .isLessThanOrEqualTo(one.span.lending().outstanding());
        assertThat(used(one) + used(two)).isLessThanOrEqualTo(exist);
    }

    private static long used(Center center) {
        return center.escrow().outstanding();
    }

    private static long created(Center center) {
        return center.span.exists() ? center.span.own().created() - center.span.own().burned() : 0;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void holdersOfTwoDataCentersNeverHaveMoreThanExistsAndFindWhatTheyWant(int seed) {
        random = new Random(seed);
        Center one = new Center(1);
        Center two = new Center(2);
        one.open(TARGET, 1, 2);
        for (int step = 0; step < STEPS; step++) {
            Center center = random.nextBoolean() ? one : two;
            switch (random.nextInt(8)) {
                case 0 -> center.holders();
                case 1 -> center.speak(center == one ? two : one);
                case 2 -> center.tend();
                case 3 -> center.demand += random.nextInt(50);
                case 4 -> retarget(one);
                case 5 -> takePart(one, one.span.terms().isMember(2) != (random.nextInt(30) == 0));
                case 6 -> center.firstParts();
                default -> deliver();
            }
            check(one, two);
        }
        faults = false;
        underway.forEach(Runnable::run);
        takePart(one, true);
        target(one, TARGET);
        one.demand = TARGET * 2;
        for (int round = 0; round < 400; round++) {
            round(one, two);
            check(one, two);
        }
        assertThat(created(one) + created(two)).isEqualTo(TARGET);
        assertThat(used(one) + used(two)).as("but for the stock that each scope is content with")
                .isGreaterThan(TARGET / 2);
    }

    private static void round(Center one, Center two) {
        one.holders();
        two.holders();
        one.speak(two);
        two.speak(one);
        one.tend();
        two.tend();
    }

    /** However much is wanted, also where it is more than there is: once all have it that can, nobody says more. */
    @ParameterizedTest
    @ValueSource(longs = {0, 3, TARGET / 10, TARGET / 3, TARGET / 2, TARGET - 1, TARGET, 2 * TARGET, 50 * TARGET})
    void nothingIsWrittenAtRest(long demand) {
        random = new Random(demand);
        faults = false;
        Center one = new Center(1);
        Center two = new Center(2);
        one.open(TARGET, 1, 2);
        one.demand = demand;
        two.demand = demand / 2;
        for (int round = 0; round < 1_000; round++) {
            if (round == 900) {
                one.written = 0;
                two.written = 0;
            }
            round(one, two);
        }
        assertThat(List.of(one.written, two.written)).containsOnly(0);
    }

    /** What was lent ahead of need is not asked back because the scope has not yet said what it wants of it. */
    @Test
    void whatWasLentFirstStaysThereUntilTheScopeHasSpoken() {
        Center one = new Center(1);
        one.open(TARGET, 1, 2);
        one.tell(new SpanFact.ScopeReported(Lending.NONE));
        long lent = one.span.lending().kept();
        assertThat(lent).isEqualTo(TARGET / 4);
        for (int i = 0; i < 5; i++) {
            one.tell(new SpanFact.Tend(3));
            one.tell(new SpanFact.ScopeReported(Lending.NONE));
        }
        assertThat(one.span.lending().kept()).isEqualTo(lent);
        one.tell(new SpanFact.ScopeReported(new Lending(lent, 0, 0, lent / 5)));
        one.tell(new SpanFact.Tend(3));
        assertThat(one.span.lending().kept()).as("idle once the scope has said so").isEqualTo(lent / 5);
    }

    /** The largest cap that may be set: half of it is lent at once, and no figure of the pace holds so much. */
    @Test
    void theLargestCapIsLentAndTendedLikeAnyOther() {
        Center one = new Center(1);
        one.open(Escrow.UNLIMITED, 1);
        one.tell(new SpanFact.ScopeReported(Lending.NONE));
        for (int i = 0; i < 50; i++) {
            one.tend();
            assertThat(one.span.failed()).as("tend %d", i).isFalse();
        }
        long lent = one.span.lending().granted();
        one.tell(new SpanFact.ScopeReported(new Lending(lent, 0, 0, Escrow.UNLIMITED)));
        assertThat(one.span.lending().granted()).as("all that the scope wants").isEqualTo(Escrow.UNLIMITED);
    }

    /** Told again and again, what is lacked for good would add up until no figure holds it. */
    @Test
    void whatAScopeLacksForGoodIsWantedOnce() {
        Center one = new Center(1);
        one.open(TARGET, 1, 2);
        one.tell(new SpanFact.ScopeReported(Lending.NONE));
        long most = Escrow.UNLIMITED / 2;
        for (int told = 0; told < 100; told++) {
            Lending known = one.span.lending();
            one.tell(new SpanFact.ScopeReported(
                    new Lending(known.granted(), known.recalled(), known.returned(), most)));
            for (int i = 0; i < 40; i++) {
                one.tend();
                assertThat(one.span.failed()).as("tend %d after word %d", i, told).isFalse();
            }
        }
        assertThat(one.span.own().demanded()).isLessThan(2 * most);
        assertThat(one.span.own().wanted() - one.span.matrix().inflow(1)).as("it still is").isGreaterThan(most / 2);
    }

    private void retarget(Center home) {
        if (random.nextInt(40) == 0) {
            target(home, TARGET / 2 + random.nextInt((int) TARGET));
        }
    }

    /** The other one takes part from now on, or no more. */
    private static void takePart(Center home, boolean takes) {
        SpanTerms known = home.span.terms();
        if (known.isMember(2) != takes) {
            home.tell(new SpanRequest.SetTerms((takes ? known.joinedBy(2) : known.leftBy(2))
                    .following(known, SpanTerms.versionAfter(known.version(), 1))));
        }
    }

    private static void target(Center home, long target) {
        SpanTerms known = home.span.terms();
        long burned = home.span.matrix().rows().values().stream().mapToLong(Row::burned).sum();
        home.tell(new SpanRequest.SetTerms(known.retargeted(target, 0, burned)
                .following(known, SpanTerms.versionAfter(known.version(), 1))));
    }

    private void deliver() {
        if (!underway.isEmpty()) {
            underway.remove(random.nextInt(underway.size())).run();
        }
    }
}

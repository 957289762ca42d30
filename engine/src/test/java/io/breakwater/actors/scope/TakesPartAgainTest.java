package io.breakwater.actors.scope;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.actors.lane.LaneDuty;
import io.breakwater.actors.lane.LaneDuty.Change;
import io.breakwater.actors.lane.LaneDuty.Own;
import io.breakwater.actors.span.FirstPart;
import io.breakwater.actors.span.SpanTending;
import io.breakwater.domain.Context;
import io.breakwater.domain.Ids;
import io.breakwater.domain.Measure;
import io.breakwater.domain.counterparty.Allowance;
import io.breakwater.domain.escrow.Grant;
import io.breakwater.domain.escrow.Lending;
import io.breakwater.domain.escrow.Row;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.scope.Announcements;
import io.breakwater.domain.scope.Borrowing;
import io.breakwater.domain.scope.Scope;
import io.breakwater.domain.scope.ScopeAggregate;
import io.breakwater.domain.scope.ScopeCommand;
import io.breakwater.domain.scope.ScopeEvent;
import io.breakwater.domain.scope.ScopeFact;
import io.breakwater.domain.scope.ScopeRequest;
import io.breakwater.domain.span.Span;
import io.breakwater.domain.span.SpanAggregate;
import io.breakwater.domain.span.SpanCommand;
import io.breakwater.domain.span.SpanEvent;
import io.breakwater.domain.span.SpanFact;
import io.breakwater.domain.span.SpanId;
import io.breakwater.domain.span.SpanRequest;
import io.breakwater.domain.span.SpanTerms;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Hash64;
import io.breakwater.kernel.LongMap;
import io.breakwater.kernel.Origin;
import io.breakwater.kernel.RequestId;
import io.breakwater.kernel.Table;
import io.breakwater.log.Digest;
import io.breakwater.log.Entity;
import io.breakwater.log.LaneState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A data center that leaves a limit and takes part in it again, in any order of words and ticks: the real decisions and
 * duties of limit, scope and allowances, on a clock of ticks. Everyone has something free at last without having been
 * refused: who idled, who has an order that works, and who came when there was nothing.
 */
class TakesPartAgainTest {
    private static final String SCOPE = "firms/acme";
    private static final Measure MEASURE = Measure.GROSS_NOTIONAL;
    private static final String LIMIT = SpanId.of(SCOPE, MEASURE);
    private static final long CAP = 100_000;
    private static final long WINDOW = 20_000;
    private static final long ORDER = 600;
    private static final long TICK_MICROS = 100_000;
    private static final int TICKS_A_SECOND = 10;
    private static final int MOST_TICKS = 3_000;
    private static final int RUNS = 500;

    /** Within a data center and between two of them, at the longest; times how slow all is. */
    private static final int TICKS_TO_A_LANE = 2;
    private static final int TICKS_TO_A_PEER = 5;

    private record Word(long due, long number, Runnable arrival) {}

    private static final class Member {
        private Allowance allowance;
        private long used;

        Member(Grant first) {
            allowance = Allowance.of(first);
        }

        boolean fits() {
            return allowance.headroom(used) >= ORDER;
        }
    }

    private static <S> LaneState<S> lane(String entity, S state, long nowMicros) {
        return new LaneState<>(1, 1, Digest.of(new byte[Digest.BYTES]), nowMicros,
                LongMap.of(Hash64.of(entity), new Entity<>(entity, state)), Table.empty());
    }

    /** Two data centers, {@code home} and one that comes and goes, in one run of all that may happen. */
    private static final class Run {
        private final Random random;
        private final int slow;
        private final List<Word> underway = new ArrayList<>();
        private final Center home = new Center(this, 1);
        private final Center other = new Center(this, 2);
        private long ticks;
        private long ids;
        private long words;

        Run(int seed, int slow) {
            this.random = new Random(seed);
            this.slow = slow;
        }

        RequestId id() {
            return Ids.id(++ids);
        }

        long nowMicros() {
            return (ticks + 1) * TICK_MICROS;
        }

        void send(int mostTicks, Runnable arrival) {
            underway.add(new Word(ticks + random.nextInt(mostTicks * slow + 1), words++, arrival));
        }

        private void tick() {
            ticks++;
            List<Word> due = underway.stream().filter(word -> word.due <= ticks)
                    .sorted(Comparator.comparingLong(Word::due).thenComparingLong(Word::number)).toList();
            underway.removeAll(due);
            due.forEach(word -> word.arrival.run());
            for (Center each : List.of(home, other)) {
                each.tick(each == home ? other : home);
            }
        }

        boolean isSlow() {
            return random.nextInt(slow + 1) > 0;
        }

        void until(String what, BooleanSupplier met) {
            for (int i = 0; i < MOST_TICKS && !met.getAsBoolean(); i++) {
                tick();
            }
            assertThat(met.getAsBoolean()).as(() -> what + ": " + other.span.lending() + " "
                    + other.scope.escrow(MEASURE)).isTrue();
        }

        void open() {
            home.tell(new SpanRequest.SetTerms(SpanTerms.opened(List.of(1), WINDOW, CAP)
                    .following(SpanTerms.NONE, SpanTerms.versionAfter(0, 1))));
        }

        void takesPart(boolean takes) {
            SpanTerms known = home.span.terms();
            home.tell(new SpanRequest.SetTerms((takes ? known.joinedBy(2) : known.leftBy(2))
                    .following(known, SpanTerms.versionAfter(known.version(), 1))));
        }
    }

    private static final class Center {
        private final Run run;
        private final int number;
        private final FirstPart firstPart = new FirstPart();
        private final SpanTending tending = new SpanTending(3, () -> true);
        private final FirstGrants firstGrants = new FirstGrants();
        private final Map<String, Member> members = new TreeMap<>();
        private Span span = Span.absent(LIMIT);
        private Scope scope = Scope.absent(SCOPE);
        private Row published = span.published();
        private Lending told = Lending.NONE;

        Center(Run run, int number) {
            this.run = run;
            this.number = number;
        }

        private Context context() {
            return new Context(MarketView.EMPTY, run.nowMicros(), new Origin(number, 1));
        }

        void tell(SpanCommand command) {
            SpanAggregate spans = new SpanAggregate();
            Span before = span;
            if (spans.decide(span, command, run.id(), context()) instanceof Decision.Taken<SpanEvent>(var event)) {
                span = spans.apply(span, event, run.id(), run.nowMicros());
                firstPart.committed(
                        new Change<>(0, LIMIT, before, span, new SpanEvent[] {event}, run.nowMicros()));
                Grant grant = span.grant();
                if (!before.exists() || !grant.equals(before.grant())) {
                    run.send(TICKS_TO_A_LANE, () -> tell(new ScopeFact.LimitLent(grant)));
                }
            }
        }

        void tell(ScopeCommand command) {
            ScopeAggregate scopes = new ScopeAggregate();
            Scope before = scope;
            if (scopes.decide(scope, command, run.id(), context()) instanceof Decision.Taken<ScopeEvent>(var event)) {
                scope = scopes.apply(scope, event, run.id(), run.nowMicros());
                firstGrants.committed(
                        new Change<>(0, SCOPE, before, scope, new ScopeEvent[] {event}, run.nowMicros()));
                Announcements.after(event, scope).forEach(this::announce);
                report(false);
            } else if (command instanceof ScopeFact.HolderReported report) {
                announce(Announcements.again(report, scope));
            }
        }

        long cap() {
            return scope.lent(MEASURE) == null ? 0 : scope.escrow(MEASURE).cap();
        }

        private void announce(Announcements.Addressed word) {
            if (word.grant().measure() == MEASURE) {
                run.send(TICKS_TO_A_LANE, () -> hear(word));
            }
        }

        private void hear(Announcements.Addressed word) {
            Member member = members.get(word.holder());
            if (member != null) {
                long before = member.allowance.returned();
                member.allowance = member.allowance.merged(word.grant(), member.used);
                if (member.allowance.returned() > before) {
                    say(word.holder());
                }
            }
        }

        private void say(String name) {
            Allowance now = members.get(name).allowance;
            run.send(TICKS_TO_A_LANE, () ->
                    tell(new ScopeFact.HolderReported(name, MEASURE, now.returned(), now.demanded())));
        }

        private void report(boolean again) {
            if (scope.lent(MEASURE) != null) {
                long[] lacking = new long[1];
                scope.escrow(MEASURE).holders().forEach((_, holder) -> lacking[0] += holder.lacking());
                Lending report = Borrowing.report(
                        scope, MEASURE, lacking[0], firstGrants.isSharing(SCOPE, MEASURE));
                if (again || !report.equals(told)) {
                    told = report;
                    run.send(TICKS_TO_A_LANE, () -> tell(new SpanFact.ScopeReported(report)));
                }
            }
        }

        private void book(LaneDuty<Span, SpanCommand, SpanEvent> duty) {
            for (Own<SpanCommand> own : duty.due(lane(LIMIT, span, run.nowMicros()), run.nowMicros())) {
                tell(own.command());
            }
        }

        void tick(Center peer) {
            if (!run.isSlow() && span.exists()) {
                book(firstPart);
                book(tending);
                publish(peer);
            }
            if (!run.isSlow()) {
                firstGrants.due(lane(SCOPE, scope, run.nowMicros()), run.nowMicros())
                        .forEach(own -> tell(own.command()));
            }
            if (run.ticks % TICKS_A_SECOND == number) {
                report(true);
                members.keySet().forEach(this::say);
            }
        }

        private void publish(Center peer) {
            if (!span.published().equals(published)) {
                published = span.published();
                Row row = published;
                SpanTerms terms = span.terms();
                run.send(TICKS_TO_A_PEER, () ->
                        peer.tell(new SpanFact.PeerRead(number, 1, row, terms, List.of())));
            }
        }

        void onboard(String name) {
            tell(new ScopeRequest.Enroll(name));
            members.put(name, new Member(scope.grantsTo(name).getFirst()));
            say(name);
        }

        void order(String name) {
            Member member = members.get(name);
            member.used += ORDER;
            member.allowance = member.allowance.settled(member.used).demanding(member.used, 0);
            say(name);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void everyoneHasSomethingFreeWithoutHavingBeenRefused(int slow) {
        for (int seed = 0; seed < RUNS; seed++) {
            Run run = new Run(seed, slow);
            Center other = run.other;
            run.open();
            run.takesPart(true);
            run.until("has a part", () -> other.cap() == CAP / 4);
            other.onboard("idle");
            other.onboard("busy");
            run.until("has an order that works", () -> other.members.get("busy").fits());
            other.order("busy");
            run.takesPart(false);
            run.until("has given back all but that", () -> other.span.lending().outstanding() == ORDER);
            other.onboard("late");
            run.takesPart(true);
            for (String each : List.of("idle", "busy", "late")) {
                run.until(each + " has something free, seed " + seed, () -> other.members.get(each).fits());
                other.order(each);
            }
        }
    }
}

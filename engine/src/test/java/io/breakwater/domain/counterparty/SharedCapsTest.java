package io.breakwater.domain.counterparty;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.Context;
import io.breakwater.domain.Ids;
import io.breakwater.domain.Limit;
import io.breakwater.domain.Measure;
import io.breakwater.domain.counterparty.CounterpartyRejection.Code;
import io.breakwater.domain.escrow.Escrow;
import io.breakwater.domain.escrow.Grant;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.scope.Announcements;
import io.breakwater.domain.scope.Scope;
import io.breakwater.domain.scope.ScopeAggregate;
import io.breakwater.domain.scope.ScopeCommand;
import io.breakwater.domain.scope.ScopeEvent;
import io.breakwater.domain.scope.ScopeFact;
import io.breakwater.domain.scope.ScopeRequest;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Origin;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A firm's caps and the counterparties beneath it, the real code of all, with words between them that get lost: each
 * decides alone, and all of them together stay within every cap (I-04).
 */
class SharedCapsTest {

    private static final ScopeAggregate AGGREGATE = new ScopeAggregate();
    private static final String FIRM = "firms/f";
    private static final int MEMBERS = 3;
    private static final int STEPS = 2_500;
    /** Of what reductions are exempt from, though they can raise it: closing one leg of a hedge shows the other one. */
    private static final Set<Measure> NETTED = EnumSet.of(Measure.DELTA, Measure.GAMMA, Measure.VEGA);

    private final Map<Measure, Long> caps = new EnumMap<>(Measure.class);
    private final List<Desk> desks = new ArrayList<>();
    private final Set<Measure> refused = EnumSet.noneOf(Measure.class);
    private Scope scope = Scope.absent(FIRM);
    private long sequence;
    private RandomFlow dice;

    private void open(long seed) {
        for (int i = 0; i < MEMBERS; i++) {
            desks.add(Desk.open());
            tell(new ScopeRequest.Enroll("c" + i), true);
        }
        dice = new RandomFlow(seed, desks.getFirst());
        cap(Measure.GROSS_NOTIONAL, 8_000 * Desk.USD);
        cap(Measure.WORKING_ORDERS, 24);
        cap(Measure.DELTA, 5_000 * Desk.USD);
        cap(Measure.GAMMA, 150 * Desk.USD);
        cap(Measure.VEGA, 4 * Desk.USD);
        cap(Measure.SHORT_OPTIONS, 24);
        cap(Measure.PREMIUM_PAID, 120 * Desk.USD);
        assertThat(scope.escrows()).hasSize(caps.size());
    }

    /** Nothing is lost until everybody knows of it. */
    private void cap(Measure measure, long cap) {
        caps.put(measure, cap);
        tell(new ScopeRequest.SetCap(new Limit(measure, "", cap, true)), true);
        for (int i = 0; i < MEMBERS; i++) {
            report(i, true);
        }
        assertThat(scope.escrow(measure).outstanding()).as("all have heard of %s", measure).isLessThanOrEqualTo(cap);
    }

    private void tell(ScopeCommand command, boolean arrives) {
        Context context = new Context(MarketView.EMPTY, ++sequence, new Origin(1, 1));
        if (AGGREGATE.decide(scope, command, Ids.id(sequence), context)
                instanceof Decision.Taken<ScopeEvent>(ScopeEvent event)) {
            assertThat(event).isNotInstanceOf(ScopeEvent.FactSuspended.class);
            scope = AGGREGATE.apply(scope, event, Ids.id(sequence), sequence);
            Announcements.after(event, scope).forEach(word -> hear(word.holder(), word.grant(), arrives));
        } else if (command instanceof ScopeFact.HolderReported report) {
            scope.grantsTo(report.holder()).forEach(grant -> hear(report.holder(), grant, arrives));
        }
    }

    private void hear(String holder, Grant grant, boolean arrives) {
        if (arrives || dice.below(3) > 0) {
            desks.get(holder.charAt(1) - '0').tell(new CounterpartyFact.AllowanceChanged(grant));
        }
    }

    private void report(int member, boolean arrives) {
        Desk desk = desks.get(member);
        for (Allowance allowance : desk.state().allowances().values()) {
            if (arrives || dice.below(3) > 0) {
                tell(new ScopeFact.HolderReported("c" + member, allowance.measure(), allowance.returned(),
                        allowance.demanded()), arrives);
            }
        }
    }

    private long used(Measure measure) {
        return desks.stream().mapToLong(desk -> desk.state().used().of(measure, "")).sum();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void noOrderOfEventsTakesAllOfThemOverACap(long seed) {
        open(seed);
        List<RandomFlow> flows = new ArrayList<>();
        for (int i = 0; i < MEMBERS; i++) {
            flows.add(new RandomFlow(seed * 100 + i, desks.get(i)));
        }
        for (int step = 0; step < STEPS; step++) {
            int member = dice.below(MEMBERS);
            flows.get(member).market();
            Map<Measure, Long> before = new EnumMap<>(Measure.class);
            caps.keySet().forEach(measure -> before.put(measure, used(measure)));
            CounterpartyCommand command = ReserveTimeLimitsTest.honest(flows.get(member));
            boolean exempt = command != null && ReserveTimeLimitsTest.isExempt(desks.get(member), command);
            decide(desks.get(member), command);
            if (dice.below(3) == 0) {
                report(dice.below(MEMBERS), false);
            }
            within(before, exempt, "seed " + seed + ", step " + step + ", " + command);
        }
        assertThat(refused).as("the flow is worth something").hasSizeGreaterThan(4);
    }

    private void decide(Desk desk, CounterpartyCommand command) {
        CounterpartyEvent event = command == null ? null : ReserveTimeLimitsTest.taken(desk, command);
        if (event instanceof CounterpartyEvent.RequestRefused(var _, CounterpartyRejection rejection)
                && rejection.reason() == Code.ALLOWANCE) {
            refused.add(Measure.valueOf(rejection.subject()));
        }
    }

    private void within(Map<Measure, Long> before, boolean exempt, String place) {
        caps.forEach((measure, cap) -> {
            boolean mayRise = exempt && NETTED.contains(measure);
            assertThat(used(measure)).as("%s: %s", place, measure).isLessThanOrEqualTo(
                    mayRise ? Long.MAX_VALUE : NETTED.contains(measure) ? Math.max(cap, before.get(measure)) : cap);
            Escrow escrow = scope.escrow(measure).verified();
            assertThat(escrow.outstanding()).isLessThanOrEqualTo(cap);
        });
    }

    @Test
    void whoIsRefusedAsksForMoreOfThatMeasureAlone() {
        open(7);
        Desk desk = desks.getFirst();
        Allowance gamma = desk.state().allowances().get(Allowance.key(FIRM, Measure.GAMMA));
        Allowance delta = desk.state().allowances().get(Allowance.key(FIRM, Measure.DELTA));
        long lots = gamma.capNow() / 2_000_000;
        assertThat(desk.refused(desk.buy("b", lots, "call", 1)).subject()).isEqualTo("GAMMA");
        assertThat(desk.state().allowances().get(Allowance.key(FIRM, Measure.GAMMA)).wants()).isTrue();
        assertThat(desk.state().allowances().get(Allowance.key(FIRM, Measure.DELTA))).isEqualTo(delta);
        caps.keySet().forEach(measure -> cap(measure, 4 * caps.get(measure)));
        List<String> answers = new ArrayList<>();
        while (desk.working("c" + answers.size()) == null && answers.size() < 20) {
            report(0, true);
            int next = answers.size() + 1;
            answers.add(desk.tell(desk.buy("c" + next, lots, "call", 1 + next)).toString());
        }
        assertThat(desk.working("c" + answers.size())).as("caps are asked for more in turn: %s", answers).isNotNull();
    }

    @Test
    void whoComesAfterwardsGetsAPartOfEveryCap() {
        open(8);
        tell(new ScopeRequest.Enroll("c0"), true);
        assertThat(scope.grantsTo("c0")).extracting(Grant::measure).containsExactlyElementsOf(
                scope.escrows().stream().map(Escrow::measure).toList());
        Desk late = Desk.open();
        desks.add(late);
        tell(new ScopeRequest.Enroll("c" + MEMBERS), true);
        assertThat(late.state().allowances().values()).extracting(Allowance::measure)
                .containsExactlyInAnyOrderElementsOf(caps.keySet());
    }
}

package io.breakwater.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.audit.restore.Doubt;
import io.breakwater.audit.restore.RestoreReport;
import io.breakwater.domain.Aggregate;
import io.breakwater.domain.Context;
import io.breakwater.domain.Ids;
import io.breakwater.domain.Limit;
import io.breakwater.domain.Measure;
import io.breakwater.domain.counterparty.Allowance;
import io.breakwater.domain.counterparty.CounterpartyAggregate;
import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.CounterpartyEvent;
import io.breakwater.domain.counterparty.CounterpartyFact;
import io.breakwater.domain.counterparty.CounterpartyRequest;
import io.breakwater.domain.counterparty.Valued;
import io.breakwater.domain.escrow.Escrow;
import io.breakwater.domain.escrow.Lending;
import io.breakwater.domain.market.MarketView;
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
import io.breakwater.domain.span.SpanRequest;
import io.breakwater.domain.span.SpanTerms;
import io.breakwater.journal.BackupRefused;
import io.breakwater.kernel.Decision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each log of a data center that has lost its disks comes back as far as anybody had copied it, so that they end at
 * different moments. What they have granted each other is not granted twice for that (I-04).
 */
class RestoredGrantsTest {
    private static final Measure MEASURE = Measure.GROSS_NOTIONAL;
    private static final String FIRM = "firms/acme";
    private static final String LIMIT = FIRM + "/" + MEASURE;
    private static final int HERE = ScriptedNode.IDENTITY.number();
    private static final int THERE = 2;
    private static final long CAP = 1_000;
    private static final long NOW = 1_790_000_000_000_000L;

    @TempDir
    Path directory;

    private final ScriptedLane<Scope, ScopeCommand, ScopeEvent> scopes = lane("scope-00", new ScopeAggregate());
    private final ScriptedLane<Span, SpanCommand, SpanEvent> spans = lane("span-00", new SpanAggregate());
    private final Map<String, ScriptedLane<Valued, CounterpartyCommand, CounterpartyEvent>> holders = Map.of(
            "alpha", lane("counterparty-00", new CounterpartyAggregate()),
            "bravo", lane("counterparty-01", new CounterpartyAggregate()));
    private long micros = NOW - 1_000_000_000;

    private final Map<String, Valued> restoredHolders = new TreeMap<>();
    private Scope restoredScope;
    private Span restoredSpan;
    private long booked;
    private RestoreReport.Booked told;

    private static <S, C, E> ScriptedLane<S, C, E> lane(String log, Aggregate<S, C, E> aggregate) {
        return new ScriptedLane<>(ScriptedNode.IDENTITY, log, aggregate);
    }

    /** One block. */
    private <S, C, E> S told(ScriptedLane<S, C, E> lane, String entity, C command) {
        micros += 1_000;
        return lane.told(entity, micros, command);
    }

    private Scope scope() {
        return scopes.states.getLast().stateOf(FIRM);
    }

    private static Allowance of(Valued holder) {
        return holder == null ? null : holder.counterparty().allowances().get(Allowance.key(FIRM, MEASURE));
    }

    private Allowance of(String holder) {
        return of(holders.get(holder).states.getLast().stateOf(holder));
    }

    private void capped() {
        told(scopes, FIRM, new ScopeRequest.SetCap(new Limit(MEASURE, "", CAP, true)));
    }

    private void enrolled(String holder) {
        told(scopes, FIRM, new ScopeRequest.Enroll(holder));
        told(holders.get(holder), holder, new CounterpartyRequest.Onboard(
                holder, FIRM, HERE, List.of(), scope().grantsTo(holder)));
    }

    private void hears(String holder) {
        Escrow escrow = scope().escrow(MEASURE);
        told(holders.get(holder), holder,
                new CounterpartyFact.AllowanceChanged(escrow.grant(FIRM, escrow.holder(holder))));
    }

    private void reports(String holder, long demanded) {
        told(scopes, FIRM, new ScopeFact.HolderReported(holder, MEASURE, of(holder).returned(), demanded));
    }

    /** All that can be had, with all words arriving. */
    private void wantsAll(String holder) {
        for (int round = 0; round < 10; round++) {
            reports(holder, CAP);
            hears(holder);
        }
    }

    /** Both, of a cap that alpha has most of. */
    private void shared() {
        capped();
        enrolled("alpha");
        enrolled("bravo");
        wantsAll("alpha");
        assertThat(of("alpha").capNow()).isGreaterThan(CAP / 2);
    }

    /** @param copied so many blocks of a log that somebody had copied; of logs that are not named all */
    private void restore(Map<String, Integer> copied) throws InterruptedException {
        try (RestoredLogs logs = new RestoredLogs(directory.resolve("restored"), all(), copied, NOW)) {
            restoredScope = logs.state(scopes).stateOf(FIRM);
            restoredSpan = logs.state(spans).stateOf(LIMIT);
            holders.forEach((name, lane) -> restoredHolders.put(name, logs.state(lane).stateOf(name)));
            booked = all().stream().mapToLong(logs::booked).sum();
            told = logs.told();
            assertThat(told.facts()).as("what the restore says it has booked: %s", told).isEqualTo(booked);
        }
    }

    private List<ScriptedLane<?, ?, ?>> all() {
        List<ScriptedLane<?, ?, ?>> all = new ArrayList<>(holders.values());
        all.add(scopes);
        all.add(spans);
        return all;
    }

    /** Lanes run on what was restored, and everybody wants everything. */
    private void goOn() {
        ScopeAggregate scoping = new ScopeAggregate();
        CounterpartyAggregate holding = new CounterpartyAggregate();
        Context context = new Context(MarketView.EMPTY, NOW, ScriptedNode.IDENTITY.origin(2_000));
        for (int round = 0; round < 40; round++) {
            for (String name : holders.keySet()) {
                if (of(restoredHolders.get(name)) != null) {
                    ScopeFact report = new ScopeFact.HolderReported(
                            name, MEASURE, of(restoredHolders.get(name)).returned(), CAP);
                    restoredScope = next(scoping, restoredScope, report, context);
                }
                Escrow cap = restoredScope.escrow(MEASURE);
                if (cap.holder(name) != null && restoredHolders.get(name) != null) {
                    restoredHolders.computeIfPresent(name, (_, before) -> next(holding, before,
                            new CounterpartyFact.AllowanceChanged(cap.grant(FIRM, cap.holder(name))), context));
                }
            }
        }
    }

    private static <S, C, E> S next(Aggregate<S, C, E> aggregate, S before, C command, Context context) {
        return aggregate.decide(before, command, Ids.id(1), context) instanceof Decision.Taken<E>(E event)
                ? aggregate.apply(before, event, Ids.id(1), NOW) : before;
    }

    /** What each may use on its own. */
    private long usable() {
        return restoredHolders.values().stream().filter(each -> of(each) != null)
                .mapToLong(each -> of(each).capNow()).sum();
    }

    @Test
    void whatItsHolderHasHeardOfAScopeDoesNotGrantAgain() throws InterruptedException {
        capped();
        enrolled("alpha");
        enrolled("bravo");
        int copied = scopes.blocks.size();
        wantsAll("alpha");
        restore(Map.of("scope-00", copied));
        Escrow learnt = restoredScope.escrow(MEASURE);
        goOn();
        assertThat(usable()).isLessThanOrEqualTo(CAP);
        assertThat(learnt.holder("alpha").granted()).isEqualTo(of("alpha").granted());
        assertThat(learnt.outstanding()).isEqualTo(scope().escrow(MEASURE).outstanding());
        assertThat(told.first()).containsExactly(new RestoreReport.BookedFact("scope-00", FIRM,
                "GROSS_NOTIONAL: what it has granted to alpha or asked back, as that one knows it"));
    }

    @Test
    void norWhereTheHolderIsNotKnownAnyMore() throws InterruptedException {
        capped();
        int copied = scopes.blocks.size();
        enrolled("alpha");
        enrolled("bravo");
        wantsAll("alpha");
        restore(Map.of("scope-00", copied));
        goOn();
        assertThat(usable()).isLessThanOrEqualTo(CAP);
        assertThat(restoredScope.escrow(Measure.WORKING_ORDERS).holder("alpha").granted()).isPositive();
    }

    /** It has come back and went to somebody else: nothing is asked of anybody for that. */
    @Test
    void whatAHolderHasReturnedTheScopeTakesForReturned() throws InterruptedException {
        shared();
        int copied = scopes.blocks.size();
        wantsAll("bravo");
        hears("alpha");
        reports("alpha", 0);
        wantsAll("bravo");
        assertThat(of("bravo").capNow()).isGreaterThan(CAP / 4);
        restore(Map.of("scope-00", copied));
        long outstanding = restoredScope.escrow(MEASURE).outstanding();
        goOn();
        assertThat(usable()).isLessThanOrEqualTo(CAP);
        assertThat(outstanding).isEqualTo(of("alpha").capNow() + of("bravo").capNow()).isLessThanOrEqualTo(CAP);
    }

    @Test
    void whatItHasReturnedAHolderDoesNotUseAgain() throws InterruptedException {
        shared();
        int copied = holders.get("alpha").blocks.size();
        reports("bravo", CAP);
        hears("alpha");
        assertThat(of("alpha").returned()).isPositive();
        reports("alpha", 0);
        wantsAll("bravo");
        restore(Map.of("counterparty-00", copied));
        assertThat(usable()).isLessThanOrEqualTo(CAP);
        assertThat(of(restoredHolders.get("alpha")).returned()).isGreaterThanOrEqualTo(of("alpha").returned());
    }

    /** 500 rights are here and 250 of them lent. */
    private void lent() {
        capped();
        told(spans, LIMIT, new SpanRequest.SetTerms(
                SpanTerms.opened(List.of(THERE, HERE), 0, CAP).following(SpanTerms.NONE, 1)));
        told(spans, LIMIT, new SpanFact.ScopeReported(new Lending(0, 0, 0, CAP / 4)));
        told(scopes, FIRM, new ScopeFact.LimitLent(spans.states.getLast().stateOf(LIMIT).grant()));
        assertThat(scope().escrow(MEASURE).cap()).isEqualTo(CAP / 4);
    }

    @Test
    void whatALimitHasLentItDoesNotLendOrGiveAgain() throws InterruptedException {
        lent();
        restore(Map.of("span-00", spans.blocks.size() - 1));
        assertThat(restoredSpan.lending().granted()).isEqualTo(CAP / 4);
        assertThat(restoredSpan.local()).isEqualTo(CAP / 4);
    }

    /** Before the scope was heard of, as soon as lanes run. */
    @Test
    void norOnceAPersonHasReconciledIt() throws InterruptedException {
        lent();
        Map<String, Integer> copied = Map.of("span-00", spans.blocks.size() - 1);
        try (RestoredLogs logs = new RestoredLogs(
                directory.resolve("doubted"), all(), copied, NOW, new Doubt(1))) {
            Span doubted = logs.state(spans).stateOf(LIMIT);
            assertThat(doubted.inDoubt()).isTrue();
            Context context = new Context(MarketView.EMPTY, NOW, ScriptedNode.IDENTITY.origin(2_000));
            Span reconciled = next(new SpanAggregate(), doubted, new SpanRequest.Reconcile("ops"), context);
            assertThat(reconciled.inDoubt()).isFalse();
            assertThat(reconciled.local()).isEqualTo(CAP / 4);
        }
    }

    @Test
    void whatALimitHasTakenBackAScopeDoesNotGrant() throws InterruptedException {
        lent();
        int copied = scopes.blocks.size();
        told(spans, LIMIT, new SpanFact.ScopeReported(new Lending(CAP / 4, 0, 0, 0)));
        Span asking = told(spans, LIMIT, new SpanFact.Tend(3));
        told(scopes, FIRM, new ScopeFact.LimitLent(asking.grant()));
        assertThat(scope().escrow(MEASURE).cap()).isZero();
        restore(Map.of("scope-00", copied));
        assertThat(restoredScope.escrow(MEASURE).cap()).isZero();
    }

    @Test
    void wherePartOfItCannotBeReadNothingIsRestored() {
        shared();
        holders.get("alpha").blocks.set(1, holders.get("bravo").blocks.get(1));
        assertThatThrownBy(() -> restore(Map.of())).isInstanceOf(BackupRefused.class)
                .hasMessageContaining("counterparty-00 comes to cannot be known");
    }

    @Test
    void whereTheLogsAgreeNothingIsSaid() throws InterruptedException {
        shared();
        lent();
        for (int round = 0; round < 10; round++) {
            holders.keySet().forEach(this::hears);
            holders.keySet().forEach(holder -> reports(holder, 0));
        }
        restore(Map.of());
        assertThat(restoredScope).isEqualTo(scope());
        assertThat(booked).isZero();
    }
}

package io.breakwater.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.Aggregate;
import io.breakwater.domain.ApprovedLifts;
import io.breakwater.domain.Restriction;
import io.breakwater.domain.TradingState;
import io.breakwater.domain.instrument.Asset;
import io.breakwater.domain.instrument.FundingRule;
import io.breakwater.domain.instrument.Instrument;
import io.breakwater.domain.instrument.InstrumentAggregate;
import io.breakwater.domain.instrument.InstrumentCommand;
import io.breakwater.domain.instrument.InstrumentEvent;
import io.breakwater.domain.instrument.InstrumentRequest;
import io.breakwater.domain.instrument.LifeCycle;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.instrument.TickBand;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Tape;
import io.breakwater.domain.market.TapeEvent;
import io.breakwater.domain.scope.Scope;
import io.breakwater.domain.scope.ScopeAggregate;
import io.breakwater.domain.scope.ScopeCommand;
import io.breakwater.domain.scope.ScopeEvent;
import io.breakwater.domain.scope.ScopeRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A halt that was acknowledged is in force after a restore, also where only the tape's log shows it (I-07). */
class RestoredHaltsTest {
    private static final String FIRM = "firms/acme";
    private static final String INSTRUMENT = "btc-perpetual";
    private static final long NOW = 1_790_000_000_000_000L;
    private static final long HOUR = 3_600_000_000L;
    private static final Asset BTC = new Asset("BTC", 8);
    private static final Asset USD = new Asset("USD", 6);

    @TempDir
    Path directory;

    private final ScriptedLane<Scope, ScopeCommand, ScopeEvent> scopes = lane("scope-00", new ScopeAggregate());
    private final ScriptedLane<Instrument, InstrumentCommand, InstrumentEvent> instruments =
            lane("instrument-00", new InstrumentAggregate());
    private final ScriptedLane<MarketView, TapeEvent, TapeEvent> tape = lane("tape-00", new Tape());
    private long micros = NOW - HOUR;

    private static <S, C, E> ScriptedLane<S, C, E> lane(String log, Aggregate<S, C, E> aggregate) {
        return new ScriptedLane<>(ScriptedNode.IDENTITY, log, aggregate);
    }

    private <S, C, E> S told(ScriptedLane<S, C, E> lane, String entity, C command) {
        micros += 1_000;
        return lane.told(entity, micros, command);
    }

    private void shown(Scope scope) {
        told(tape, Tape.ENTITY, scope.observed(micros));
    }

    private void shown(Instrument instrument) {
        told(tape, Tape.ENTITY, new TapeEvent.InstrumentObserved(instrument.quoted(micros)));
    }

    private Scope restricted(TradingState state, long expiresAtMicros) {
        return told(scopes, FIRM, new ScopeRequest.Restrict(state, "ops", "late statement", expiresAtMicros));
    }

    private static Restriction only(Scope scope) {
        return scope.restrictions().placed().values().iterator().next();
    }

    private Scope lifted(Scope scope) {
        return told(scopes, FIRM, new ScopeRequest.LiftRestriction(ApprovedLifts.lift(only(scope).id())));
    }

    private Instrument listed() {
        Terms terms = new Terms(0, 0, new Payoff.Linear(), "BTC", BTC, USD, USD, 1, 0, 0, 0, 0,
                List.of(new TickBand(1, 1)), Long.MAX_VALUE, 0, new Terms.FeeRule(0, 0), 500,
                FundingRule.NONE);
        return told(instruments, INSTRUMENT,
                new InstrumentRequest.ListInstrument(INSTRUMENT, "", INSTRUMENT, terms, LifeCycle.OPEN));
    }

    private RestoredLogs restored(Map<String, Integer> copied) throws InterruptedException {
        return new RestoredLogs(directory.resolve("restored"), List.of(scopes, instruments, tape), copied, NOW);
    }

    @Test
    void aHaltWhoseScopeHasLostItIsPlacedAgain() throws InterruptedException {
        restricted(TradingState.REDUCING, Long.MAX_VALUE);
        int copied = scopes.blocks.size();
        shown(restricted(TradingState.HALTED, Long.MAX_VALUE));
        try (RestoredLogs logs = restored(Map.of("scope-00", copied))) {
            Scope scope = logs.state(scopes).stateOf(FIRM);
            assertThat(scope.restrictions().stateAt(NOW)).isEqualTo(TradingState.HALTED);
            assertThat(scope.restrictions().placed().values()).extracting(Restriction::source)
                    .containsExactlyInAnyOrder("ops", "restore");
            assertThat(logs.booked(scopes)).isEqualTo(1);
        }
    }

    @Test
    void soItIsWhereNothingOfTheScopeIsLeft() throws InterruptedException {
        int copied = scopes.blocks.size();
        shown(restricted(TradingState.HALTED, Long.MAX_VALUE));
        try (RestoredLogs logs = restored(Map.of("scope-00", copied))) {
            Scope scope = logs.state(scopes).stateOf(FIRM);
            assertThat(scope.restrictions().stateAt(NOW)).isEqualTo(TradingState.HALTED);
            assertThat(scope.restrictions().find(only(scope).id())).as("a person can lift it").isNotNull();
        }
    }

    @Test
    void aHaltWhoseInstrumentHasLostItIsPlacedAgain() throws InterruptedException {
        shown(listed());
        int copied = instruments.blocks.size();
        shown(told(instruments, INSTRUMENT,
                new InstrumentRequest.Halt(TradingState.HALTED, "ops", "wrong index", Long.MAX_VALUE)));
        try (RestoredLogs logs = restored(Map.of("instrument-00", copied))) {
            assertThat(logs.state(instruments).stateOf(INSTRUMENT).quoted(NOW).state()).isEqualTo(TradingState.HALTED);
        }
    }

    @Test
    void whatTheScopeStillHasIsNotPlacedTwice() throws InterruptedException {
        shown(restricted(TradingState.HALTED, Long.MAX_VALUE));
        restricted(TradingState.REDUCING, Long.MAX_VALUE);
        try (RestoredLogs logs = restored(Map.of())) {
            assertThat(logs.booked(scopes)).isZero();
        }
    }

    @Test
    void whatHasEndedByItselfStaysOver() throws InterruptedException {
        shown(restricted(TradingState.HALTED, micros + HOUR / 2));
        try (RestoredLogs logs = restored(Map.of())) {
            assertThat(logs.state(scopes).stateOf(FIRM).restrictions().stateAt(NOW)).isEqualTo(TradingState.ACTIVE);
        }
    }

    /** The lift may be what is lost, or the halt: nobody can tell, and the stricter is the safer. */
    @Test
    void whereTheTapeHasLostTheLiftTheHaltIsPlacedAgain() throws InterruptedException {
        Scope halted = restricted(TradingState.HALTED, Long.MAX_VALUE);
        shown(halted);
        int copied = tape.blocks.size();
        shown(lifted(halted));
        try (RestoredLogs logs = restored(Map.of("tape-00", copied))) {
            assertThat(logs.state(scopes).stateOf(FIRM).restrictions().stateAt(NOW)).isEqualTo(TradingState.HALTED);
        }
    }
}

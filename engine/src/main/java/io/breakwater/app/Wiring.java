package io.breakwater.app;

import io.breakwater.actors.board.TapeReports;
import io.breakwater.actors.counterparty.HolderReports;
import io.breakwater.actors.counterparty.Remarks;
import io.breakwater.actors.counterparty.ThrottleSummaries;
import io.breakwater.actors.lane.Courier;
import io.breakwater.actors.lane.LaneDuty;
import io.breakwater.actors.lane.LaneRouter;
import io.breakwater.actors.scope.GrantAnnouncements;
import io.breakwater.domain.counterparty.CounterpartyAggregate;
import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.CounterpartyEvent;
import io.breakwater.domain.counterparty.Valued;
import io.breakwater.domain.instrument.Instrument;
import io.breakwater.domain.instrument.InstrumentAggregate;
import io.breakwater.domain.instrument.InstrumentCommand;
import io.breakwater.domain.instrument.InstrumentEvent;
import io.breakwater.domain.market.Quoted;
import io.breakwater.domain.market.TapeEvent;
import io.breakwater.domain.scope.Scope;
import io.breakwater.domain.scope.ScopeAggregate;
import io.breakwater.domain.scope.ScopeCommand;
import io.breakwater.domain.scope.ScopeEvent;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;

/** All lanes of a node, with what each of them does beside deciding. */
final class Wiring {
    private final ActorSystem<?> system;
    private final LaneParts parts;
    private final Market market;
    private final LaneKind<Valued, CounterpartyCommand, CounterpartyEvent> counterparties;
    private final LaneKind<Instrument, InstrumentCommand, InstrumentEvent> instruments;
    private final LaneKind<Scope, ScopeCommand, ScopeEvent> scopes;

    Wiring(ActorSystem<?> system, Market market, LaneParts parts) {
        EngineSettings.Lanes lanes = parts.settings().lanes();
        this.system = system;
        this.parts = parts;
        this.market = market;
        this.counterparties = new LaneKind<>(system, new CounterpartyAggregate(), lanes.counterparty());
        this.instruments = new LaneKind<>(system, new InstrumentAggregate(), lanes.instrument());
        this.scopes = new LaneKind<>(system, new ScopeAggregate(), lanes.scope());
    }

    void start() {
        long periodMicros = TimeUnit.MILLISECONDS.toMicros(parts.settings().market().revisit().toMillis());
        ActorRef<Courier.Message<ScopeCommand>> toScopes = courier("to-scopes", scopes.router());
        ActorRef<Courier.Message<CounterpartyCommand>> toHolders = courier("to-holders", counterparties.router());
        market.start(parts);
        scopes.start(parts, () -> List.of(
                new TapeReports<>((scope, now) -> List.of(scope.observed(now)), market.board()),
                new GrantAnnouncements(toHolders, periodMicros)));
        instruments.start(parts, () -> List.of(new TapeReports<>(Wiring::observed, market.board())));
        counterparties.start(parts, () -> duties(toScopes, periodMicros));
    }

    private List<LaneDuty<Valued, CounterpartyCommand, CounterpartyEvent>> duties(
            ActorRef<Courier.Message<ScopeCommand>> toScopes, long periodMicros) {
        return List.of(
                new ThrottleSummaries<>(),
                new HolderReports<>(valued -> valued.counterparty().allowances(), toScopes, periodMicros),
                new Remarks<>(market.view(), Wiring::hasPositions, periodMicros));
    }

    private static boolean hasPositions(Valued valued) {
        return valued.counterparty().accounts().values().stream().anyMatch(account -> !account.holdings().isEmpty());
    }

    /** What the market view shows of an instrument; nothing of one that was never listed. */
    private static List<TapeEvent> observed(Instrument instrument, long nowMicros) {
        Quoted quoted = instrument.quoted(nowMicros);
        return quoted == null ? List.of() : List.of(new TapeEvent.InstrumentObserved(quoted));
    }

    private <S, C> ActorRef<Courier.Message<C>> courier(String name, LaneRouter<S, C> router) {
        Courier.CourierSetup setup = new Courier.CourierSetup(name, parts.settings().home().number(),
                parts.settings().market().patience(), parts.clockMicros());
        ActorRef<Courier.Message<C>> courier = system.systemActorOf(Courier.of(setup), "courier-" + name, Props.empty());
        courier.tell(new Courier.Connect<>(router));
        return courier;
    }

    LaneKind<Valued, CounterpartyCommand, CounterpartyEvent> counterparties() {
        return counterparties;
    }

    LaneKind<Instrument, InstrumentCommand, InstrumentEvent> instruments() {
        return instruments;
    }

    LaneKind<Scope, ScopeCommand, ScopeEvent> scopes() {
        return scopes;
    }
}

package io.breakwater.app;

import io.breakwater.actors.board.TapeReports;
import io.breakwater.actors.counterparty.CounterpartyDuties;
import io.breakwater.actors.lane.Courier;
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
import io.breakwater.domain.scope.Scope;
import io.breakwater.domain.scope.ScopeAggregate;
import io.breakwater.domain.scope.ScopeCommand;
import io.breakwater.domain.scope.ScopeEvent;
import java.time.Duration;
import java.util.List;
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
        Duration revisit = parts.settings().market().revisit();
        ActorRef<Courier.Message<ScopeCommand>> toScopes = courier("to-scopes", scopes.router());
        ActorRef<Courier.Message<CounterpartyCommand>> toHolders = courier("to-holders", counterparties.router());
        market.start(parts);
        scopes.start(parts, () -> List.of(
                new TapeReports<>(TapeReports::scope, market.board()),
                new GrantAnnouncements(toHolders, revisit)));
        instruments.start(parts, () -> List.of(new TapeReports<>(TapeReports::instrument, market.board())));
        counterparties.start(parts, () -> CounterpartyDuties.of(market.view(), toScopes, revisit));
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

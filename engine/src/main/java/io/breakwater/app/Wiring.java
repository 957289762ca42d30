package io.breakwater.app;

import io.breakwater.actors.board.Board;
import io.breakwater.actors.board.BoardMessage;
import io.breakwater.actors.board.BoardSetup;
import io.breakwater.actors.board.PublishedView;
import io.breakwater.actors.board.RollCall;
import io.breakwater.actors.board.TapeDuty;
import io.breakwater.actors.board.TapeReports;
import io.breakwater.actors.board.ViewFeed;
import io.breakwater.actors.board.ViewReceiver;
import io.breakwater.actors.counterparty.CounterpartyDuties;
import io.breakwater.actors.instrument.Calendar;
import io.breakwater.actors.lane.Courier;
import io.breakwater.actors.lane.LaneId;
import io.breakwater.actors.scope.GrantAnnouncements;
import io.breakwater.domain.counterparty.CounterpartyAggregate;
import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.Valued;
import io.breakwater.domain.instrument.Instrument;
import io.breakwater.domain.instrument.InstrumentAggregate;
import io.breakwater.domain.instrument.InstrumentCommand;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Tape;
import io.breakwater.domain.market.TapeEvent;
import io.breakwater.domain.scope.Scope;
import io.breakwater.domain.scope.ScopeAggregate;
import io.breakwater.domain.scope.ScopeCommand;
import io.breakwater.log.LaneFold;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;

/** The ways to all lanes of a node. */
record Wiring(
        RouterDoor<MarketView, TapeEvent> tape,
        RouterDoor<Scope, ScopeCommand> scopes,
        RouterDoor<Instrument, InstrumentCommand> instruments,
        RouterDoor<Valued, CounterpartyCommand> counterparties,
        ActorRef<RollCall.Message> rollCall) {

    /** Starts every lane with what it does beside deciding. @param view shows what the tape has made durable */
    static Wiring start(LaneParts parts, PublishedView view) {
        EngineSettings.Lanes lanes = parts.settings().lanes();
        Duration period = parts.settings().market().revisit();
        ActorRef<Courier.Message<ScopeCommand>> toScopes = courier(parts, "to-scopes");
        ActorRef<Courier.Message<CounterpartyCommand>> toHolders = courier(parts, "to-holders");
        ActorRef<ViewFeed.Message> feed = parts.system().systemActorOf(
                ViewFeed.of(parts.viewSetup()), "view-feed", Props.empty());
        var tape = parts.start(new Tape(), 1, () -> List.of(view, new TapeDuty(feed)));
        LaneFold<MarketView, TapeEvent, TapeEvent> fold = parts.fold(new LaneId(new Tape().kind(), 0, 1), new Tape());
        parts.system().systemActorOf(
                ViewReceiver.of(parts.viewSetup(), view, fold, tape.reader()), "view-receiver", Props.empty());
        ActorRef<BoardMessage> board = board(parts, tape);
        var scopes = parts.start(new ScopeAggregate(), lanes.scope(), () -> List.of(
                new TapeReports<>(TapeReports::scope, board),
                new GrantAnnouncements(toHolders, period)));
        var instruments = parts.start(new InstrumentAggregate(), lanes.instrument(),
                () -> List.of(new TapeReports<>(TapeReports::instrument, board), new Calendar(period)));
        var counterparties = parts.start(new CounterpartyAggregate(), lanes.counterparty(),
                () -> CounterpartyDuties.of(view, toScopes, period));
        toScopes.tell(new Courier.Connect<>(scopes.router()));
        toHolders.tell(new Courier.Connect<>(counterparties.router()));
        return new Wiring(tape, scopes, instruments, counterparties,
                parts.system().systemActorOf(RollCall.of(parts.viewSetup()), "roll-call", Props.empty()));
    }

    /** Kinds of lanes. */
    List<String> kinds() {
        return List.of(tape.kind(), scopes.kind(), instruments.kind(), counterparties.kind());
    }

    /** How many lanes there are of each kind; the same in all data centers of an environment. */
    SortedMap<String, Integer> laneCounts() {
        SortedMap<String, Integer> counts = new TreeMap<>();
        for (RouterDoor<?, ?> door : List.of(tape, scopes, instruments, counterparties)) {
            counts.put(door.kind(), door.lanes());
        }
        return counts;
    }

    private static ActorRef<BoardMessage> board(LaneParts parts, RouterDoor<MarketView, TapeEvent> tape) {
        BoardSetup setup = new BoardSetup(parts.settings().market().conflation(), parts.settings().home().number(),
                parts.clockMicros());
        return parts.system().systemActorOf(Board.of(tape.router(), setup), "board", Props.empty());
    }

    private static <C> ActorRef<Courier.Message<C>> courier(LaneParts parts, String name) {
        ActorSystem<?> system = parts.system();
        Courier.CourierSetup setup = new Courier.CourierSetup(name, parts.settings().home().number(),
                parts.settings().market().patience(), parts.clockMicros());
        return system.systemActorOf(Courier.<C>of(setup), "courier-" + name, Props.empty());
    }
}

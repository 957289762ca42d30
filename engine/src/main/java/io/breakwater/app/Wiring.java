package io.breakwater.app;

import io.breakwater.actors.board.Board;
import io.breakwater.actors.board.BoardMessage;
import io.breakwater.actors.board.BoardSetup;
import io.breakwater.actors.board.PolicyDuty;
import io.breakwater.actors.board.PublishedView;
import io.breakwater.actors.board.RollCall;
import io.breakwater.actors.board.TapeDuty;
import io.breakwater.actors.board.TapeEnd;
import io.breakwater.actors.board.TapeReports;
import io.breakwater.actors.board.ViewFeed;
import io.breakwater.actors.board.ViewReceiver;
import io.breakwater.actors.counterparty.CounterpartyDuties;
import io.breakwater.actors.counterparty.FundingHistory;
import io.breakwater.actors.instrument.Calendar;
import io.breakwater.actors.lane.Courier;
import io.breakwater.actors.lane.LaneDuty;
import io.breakwater.actors.peer.EventNews;
import io.breakwater.actors.peer.PeerReader;
import io.breakwater.actors.peer.PeerReading;
import io.breakwater.actors.peer.UnseenTrades;
import io.breakwater.actors.scope.BorrowingReports;
import io.breakwater.actors.scope.FirstGrants;
import io.breakwater.actors.scope.GrantAnnouncements;
import io.breakwater.actors.scope.LinkAgeing;
import io.breakwater.actors.span.FirstPart;
import io.breakwater.actors.span.LendingWords;
import io.breakwater.actors.span.SpanNews;
import io.breakwater.actors.span.SpanTending;
import io.breakwater.actors.support.Lasting;
import io.breakwater.domain.counterparty.CounterpartyAggregate;
import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.CounterpartyEvent;
import io.breakwater.domain.counterparty.CounterpartyFact;
import io.breakwater.domain.counterparty.Valued;
import io.breakwater.domain.instrument.Instrument;
import io.breakwater.domain.instrument.InstrumentAggregate;
import io.breakwater.domain.instrument.InstrumentCommand;
import io.breakwater.domain.instrument.InstrumentEvent;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Tape;
import io.breakwater.domain.market.TapeEvent;
import io.breakwater.domain.scope.Scope;
import io.breakwater.domain.scope.ScopeAggregate;
import io.breakwater.domain.scope.ScopeCommand;
import io.breakwater.domain.scope.ScopeEvent;
import io.breakwater.domain.span.Span;
import io.breakwater.domain.span.SpanAggregate;
import io.breakwater.domain.span.SpanCommand;
import io.breakwater.log.LaneFold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.pekko.actor.typed.ActorRef;

/** The ways to all lanes of a node. */
record Wiring(
        RouterDoor<MarketView, TapeEvent> tape,
        RouterDoor<Scope, ScopeCommand> scopes,
        RouterDoor<Instrument, InstrumentCommand> instruments,
        RouterDoor<Valued, CounterpartyCommand> counterparties,
        RouterDoor<Span, SpanCommand> spans,
        ActorRef<RollCall.Message> rollCall) {

    /**
     * Starts every lane with what it does beside deciding.
     *
     * @param view shows what the tape has made durable
     * @param tapeEnd where that ends in the journal
     * @param funding what was paid before the view shows it
     */
    static Wiring start(LaneParts parts, PublishedView view, TapeEnd tapeEnd, FundingHistory funding) {
        EngineSettings.Lanes lanes = parts.settings().lanes();
        Duration period = parts.settings().market().revisit();
        ActorRef<Courier.Message<ScopeCommand>> toScopes = parts.courier("to-scopes");
        ActorRef<Courier.Message<CounterpartyCommand>> toHolders = parts.courier("to-holders");
        ActorRef<Courier.Message<SpanCommand>> toSpans = parts.courier("to-spans");
        ActorRef<ViewFeed.Message> feed = Lasting.start(
                parts.system(), ViewFeed.of(parts.viewSetup(), tapeEnd), "view-feed");
        var tape = parts.start(new Tape(), 1, () -> tapeDuties(parts, view, feed));
        LaneFold<MarketView, TapeEvent, TapeEvent> fold = parts.fold(TapeDuty.LANE, new Tape());
        Lasting.start(
                parts.system(), ViewReceiver.of(parts.viewSetup(), view, fold, tape.reader()), "view-receiver");
        ActorRef<BoardMessage> board = board(parts, tape);
        var scopes = parts.start(new ScopeAggregate(), lanes.scope(),
                new EventNews<>(ScopeEvent.class, ScopeEvent::forPeers), id -> {
                    FirstGrants firstGrants = new FirstGrants();
                    return List.of(
                            new TapeReports<>(id.name(), TapeReports::scope, board),
                            new GrantAnnouncements(toHolders, period),
                            firstGrants,
                            new BorrowingReports(toSpans, period, firstGrants),
                            new LinkAgeing(id, parts.settings().controls().ageing(), parts.ages()));
                });
        var instruments = parts.start(new InstrumentAggregate(), lanes.instrument(),
                new EventNews<>(InstrumentEvent.class, InstrumentEvent::forPeers),
                id -> List.of(new TapeReports<>(id.name(), TapeReports::instrument, board), new Calendar(period)));
        var counterparties = parts.start(new CounterpartyAggregate(), lanes.counterparty(),
                new UnseenTrades<>(new EventNews<>(CounterpartyEvent.class, CounterpartyEvent::forPeers,
                        CounterpartyEvent::decides),
                        CounterpartyEvent::isTrade,
                        peer -> CounterpartyFact.tradedUnseen(peer.number(), peer.id()), parts.fenced()),
                _ -> CounterpartyDuties.of(view, toScopes, funding, period));
        var spans = spans(parts, toScopes);
        toScopes.tell(new Courier.Connect<>(scopes.router()));
        toHolders.tell(new Courier.Connect<>(counterparties.router()));
        toSpans.tell(new Courier.Connect<>(spans.router()));
        return new Wiring(tape, scopes, instruments, counterparties, spans,
                Lasting.start(parts.system(), RollCall.of(parts.viewSetup()), "roll-call"));
    }

    private static List<LaneDuty<MarketView, TapeEvent, TapeEvent>> tapeDuties(
            LaneParts parts, PublishedView view, ActorRef<ViewFeed.Message> feed) {
        List<LaneDuty<MarketView, TapeEvent, TapeEvent>> duties = new ArrayList<>(List.of(view, new TapeDuty(feed)));
        parts.settings().policy().ifPresent(policy -> duties.add(new PolicyDuty(policy)));
        return duties;
    }

    private static RouterDoor<Span, SpanCommand> spans(
            LaneParts parts, ActorRef<Courier.Message<ScopeCommand>> toScopes) {
        EngineSettings.Spans spans = parts.settings().spans();
        SpanAggregate aggregate = new SpanAggregate();
        ActorRef<PeerReader.Message<Span, SpanCommand>> reader =
                parts.reader(aggregate, new SpanNews(parts.settings().home().number()));
        return parts.start(aggregate, parts.settings().lanes().span(), parts.settings().lane().ticking(spans.tend()),
                id -> List.of(new PeerReading<>(id, reader, true),
                        new FirstPart(), new SpanTending(spans.tendsARoundTrip(), parts.leased()),
                        new LendingWords(toScopes)));
    }

    /** Kinds of lanes. */
    List<String> kinds() {
        return List.of(tape.kind(), scopes.kind(), instruments.kind(), counterparties.kind(), spans.kind());
    }

    /** How many lanes there are of each kind; the same in all data centers of an environment. */
    SortedMap<String, Integer> laneCounts() {
        SortedMap<String, Integer> counts = new TreeMap<>();
        for (RouterDoor<?, ?> door : List.of(tape, scopes, instruments, counterparties, spans)) {
            counts.put(door.kind(), door.lanes());
        }
        return counts;
    }

    private static ActorRef<BoardMessage> board(LaneParts parts, RouterDoor<MarketView, TapeEvent> tape) {
        BoardSetup setup = new BoardSetup(parts.settings().market().conflation(), parts.settings().home().number(),
                parts.clockMicros());
        return Lasting.start(parts.system(), Board.of(tape.router(), setup), "board");
    }
}

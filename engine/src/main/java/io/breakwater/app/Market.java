package io.breakwater.app;

import io.breakwater.actors.board.Board;
import io.breakwater.actors.board.BoardMessage;
import io.breakwater.actors.board.BoardSetup;
import io.breakwater.actors.board.PublishedView;
import io.breakwater.actors.lane.LaneId;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Tape;
import io.breakwater.domain.market.TapeEvent;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;

/** The tape, the board that writes it and the view that it makes. */
record Market(LaneKind<MarketView, TapeEvent, TapeEvent> tape, ActorRef<BoardMessage> board, PublishedView view) {

    static Market of(ActorSystem<?> system, EngineSettings settings, LongSupplier clockMicros) {
        LaneKind<MarketView, TapeEvent, TapeEvent> tape = new LaneKind<>(system, new Tape(), 1);
        BoardSetup setup = new BoardSetup(settings.market().conflation(), settings.home().number(), clockMicros);
        return new Market(
                tape,
                system.systemActorOf(Board.of(tape.router(), setup), "board", Props.empty()),
                new PublishedView(new LaneId(new Tape().kind(), 0, 1).name()));
    }

    void start(LaneParts parts) {
        tape.start(parts, () -> List.of(view));
    }
}

package io.breakwater.app;

import io.breakwater.actors.lane.Courier;
import io.breakwater.actors.lane.Porter;
import io.breakwater.actors.lane.RequestIds;
import io.breakwater.actors.lane.ViewSource;
import io.breakwater.actors.support.Lasting;
import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.instrument.InstrumentCommand;
import io.breakwater.domain.instrument.InstrumentFact;
import io.breakwater.domain.instrument.InstrumentRequest;
import io.breakwater.feed.fix.FactDoor;
import io.breakwater.feed.live.LiveFeed;
import io.breakwater.feed.run.BroughtFeeds;
import io.breakwater.feed.run.FeedBoard;
import io.breakwater.feed.run.FeedMetrics;
import io.breakwater.feed.run.FeedProcesses;
import io.breakwater.feed.run.FeedSetup;
import io.breakwater.feed.run.MarkDoor;
import io.breakwater.feed.run.MarkGaps;
import io.breakwater.feed.run.StateDoor;
import io.breakwater.journal.LogStore;
import java.net.http.HttpClient;
import java.util.random.RandomGenerator;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.typed.Cluster;

/** Feeds of a node, and their way to the instruments: a courier that brings the latest mark of each. */
record Feeds(FeedBoard board, BroughtFeeds brought, ViewSource views) {
    private static final String CALLER = "drop-copy";

    static Feeds start(LaneParts parts, Wiring wiring, ViewSource views, LogStore store) {
        EngineSettings settings = parts.settings();
        ActorRef<Courier.Message<InstrumentCommand>> courier = Lasting.start(parts.system(),
                Courier.<InstrumentCommand>of(setup(parts, "to-instruments-")), "courier-to-instruments");
        courier.tell(new Courier.Connect<>(wiring.instruments().router()));
        FeedBoard board = new FeedBoard();
        MarkDoor marks = (instrument, mark) -> courier.tell(new Courier.Carry<>(
                instrument, instrument, new InstrumentRequest.UpdateMark(mark)));
        StateDoor states = (instrument, word) -> courier.tell(new Courier.Carry<>(
                "state " + instrument, instrument, new InstrumentFact.VenueStateTold(word)));
        FeedSetup feeds = new FeedSetup(views::current,
                new FeedSetup.Ways(marks, states, facts(parts, wiring), name -> new FeedLog(store, name)),
                parts.clockMicros(), settings.market().feedConflation(),
                new LiveFeed.Net(HttpClient.newHttpClient(), RandomGenerator.getDefault()), board);
        FeedProcesses.start(parts.system(), settings.feeds(), feeds);
        return new Feeds(board, new BroughtFeeds(feeds), views);
    }

    /** Of this node, in the text format that Prometheus reads. */
    String metrics() {
        return FeedMetrics.of(board.all()) + MarkGaps.of(views.current());
    }

    private static FactDoor facts(LaneParts parts, Wiring wiring) {
        ActorRef<Porter.Message<CounterpartyCommand>> porter = Lasting.start(parts.system(),
                Porter.of(wiring.counterparties().router(), setup(parts, "facts-")), "porter-of-facts");
        return (booking, whenSettled) -> porter.tell(new Porter.Carry<>(booking.counterparty(), booking.fact(),
                booking.id() == null ? null : RequestIds.of(booking.id()), CALLER, whenSettled));
    }

    private static Courier.CourierSetup setup(LaneParts parts, String name) {
        EngineSettings settings = parts.settings();
        return new Courier.CourierSetup(name + Cluster.get(parts.system()).selfMember().uniqueAddress(),
                settings.home().number(), settings.market().patience(), parts.clockMicros());
    }
}

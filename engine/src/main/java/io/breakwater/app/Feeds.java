package io.breakwater.app;

import io.breakwater.actors.lane.Courier;
import io.breakwater.actors.lane.ViewSource;
import io.breakwater.domain.instrument.InstrumentCommand;
import io.breakwater.domain.instrument.InstrumentRequest;
import io.breakwater.feed.live.LiveFeed;
import io.breakwater.feed.run.BroughtFeeds;
import io.breakwater.feed.run.FeedBoard;
import io.breakwater.feed.run.FeedProcesses;
import io.breakwater.feed.run.FeedSetup;
import java.net.http.HttpClient;
import java.util.random.RandomGenerator;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.cluster.typed.Cluster;

/** Feeds of a node, and their way to the instruments: a courier that brings the latest mark of each. */
record Feeds(FeedBoard board, BroughtFeeds brought) {

    static Feeds start(LaneParts parts, Wiring wiring, ViewSource views) {
        EngineSettings settings = parts.settings();
        String name = "to-instruments-" + Cluster.get(parts.system()).selfMember().uniqueAddress();
        var setup = new Courier.CourierSetup(name, settings.home().number(), settings.market().patience(),
                parts.clockMicros());
        ActorRef<Courier.Message<InstrumentCommand>> courier = parts.system().systemActorOf(
                Courier.<InstrumentCommand>of(setup), "courier-to-instruments", Props.empty());
        courier.tell(new Courier.Connect<>(wiring.instruments().router()));
        FeedBoard board = new FeedBoard();
        FeedSetup feeds = new FeedSetup(views::current,
                (instrument, mark) -> courier.tell(new Courier.Carry<>(
                        instrument, instrument, new InstrumentRequest.UpdateMark(mark))),
                parts.clockMicros(), settings.market().feedConflation(),
                new LiveFeed.Net(HttpClient.newHttpClient(), RandomGenerator.getDefault()), board);
        FeedProcesses.start(parts.system(), settings.feeds(), feeds);
        return new Feeds(board, new BroughtFeeds(feeds));
    }
}

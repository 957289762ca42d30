package io.breakwater.feed.run;

import io.breakwater.domain.market.MarketView;
import io.breakwater.feed.fix.DurableLog;
import io.breakwater.feed.fix.FactDoor;
import io.breakwater.feed.live.LiveFeed;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What feeds are run with.
 *
 * @param views the newest durable view
 * @param clockMicros epoch micros
 * @param conflation pause between two marks of an instrument
 */
public record FeedSetup(Supplier<MarketView> views, Ways ways, LongSupplier clockMicros, Duration conflation,
        LiveFeed.Net net, FeedBoard board) {

    /** Where what they say goes. @param logs what drop copies have taken in */
    public record Ways(MarkDoor marks, StateDoor states, FactDoor facts, DurableLog.Shelf logs) {}
}

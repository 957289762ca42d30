package io.breakwater.feed.run;

import io.breakwater.feed.Feed;
import io.breakwater.feed.Sink;
import io.breakwater.feed.fix.DropCopy;
import io.breakwater.feed.live.LiveFeed;
import io.breakwater.feed.live.Timers;
import io.breakwater.feed.live.Venue;
import io.breakwater.feed.live.binance.Binance;
import io.breakwater.feed.live.binance.BinanceMarket;
import io.breakwater.feed.live.bybit.Bybit;
import io.breakwater.feed.live.deribit.Deribit;
import io.breakwater.feed.live.okx.Okx;

/** Opens what the configuration names. */
final class Sources {

    private Sources() {}

    static Feed open(FeedSettings settings, Timers timers, FeedSetup setup, Sink sink) {
        return switch (settings.source()) {
            case FeedSettings.Files files -> new FileFeed(settings.name(), files, timers, sink);
            case FeedSettings.Live live -> new LiveFeed(venue(live.dialect(), settings.venue()), live.settings(),
                    timers, setup.net(), sink);
            case FeedSettings.Index index -> new IndexFeed(settings.name(), index, timers, setup);
            case FeedSettings.Copies copies -> new DropCopy(copies.session(), timers, new DropCopy.Doors(
                    setup.ways().facts(), setup.ways().logs(), setup.views()));
        };
    }

    private static Venue venue(FeedSettings.Dialect dialect, String id) {
        return switch (dialect) {
            case DERIBIT -> new Deribit();
            case BINANCE_SPOT -> new Binance(BinanceMarket.SPOT);
            case BINANCE_USDM -> new Binance(BinanceMarket.USDM);
            case BINANCE_COINM -> new Binance(BinanceMarket.COINM);
            case OKX -> new Okx();
            case BYBIT -> new Bybit(id);
        };
    }
}

package io.breakwater.feed.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.breakwater.domain.TradingState;
import io.breakwater.domain.instrument.Asset;
import io.breakwater.domain.instrument.LifeCycle;
import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.instrument.TickBand;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.domain.market.TapeEvent;
import io.breakwater.feed.Decimal;
import io.breakwater.feed.FeedHealth;
import io.breakwater.feed.Observation;
import io.breakwater.feed.Stamp;
import io.breakwater.feed.VenueSymbol;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Feeds that are marked on one thread: what goes wrong in one of them stays there. */
class BroughtFeedsTest {
    private static final long NOW = 1_700_000_000_000_000L;
    private static final Asset BTC = new Asset("BTC", 8);
    private static final Asset USD = new Asset("USD", 6);

    private final Set<String> marked = ConcurrentHashMap.newKeySet();
    private final FeedBoard board = new FeedBoard();

    private static MarketView view() {
        MarketView view = MarketView.EMPTY;
        for (String venue : List.of("bad", "good")) {
            Terms terms = new Terms(1, 0, new Payoff.Inverse(), "BTC", BTC, USD, USD, 1, 0, 2, 2, 1,
                    List.of(new TickBand(0, 1)), Long.MAX_VALUE, 0, new Terms.FeeRule(0, 0), 1_000);
            view = view.apply(new TapeEvent.InstrumentObserved(new Quoted(venue.length(), venue + "-perp", venue,
                    "PERP", terms, LifeCycle.OPEN, Mark.NONE, TradingState.ACTIVE)));
        }
        return view;
    }

    private void deliver(String instrument, Mark mark) {
        if (instrument.startsWith("bad") && !marked.contains("good-perp")) {
            throw new IllegalStateException("as it was told");
        }
        marked.add(instrument);
    }

    private static void tick(Brought feed) {
        Decimal price = Decimal.parse("100");
        feed.observed(new Observation.Ticker(new VenueSymbol(feed.venue(), "PERP"), new Stamp(NOW, NOW, 0), price,
                price, Decimal.parse(""), Decimal.parse(""), Decimal.parse("")));
    }

    private FeedHealth health(String feed) {
        return board.all().stream().map(FeedStatus::health).filter(it -> it.name().equals(feed)).findFirst()
                .orElseThrow();
    }

    @Test
    void oneThatCannotBeMarkedIsGivenUpAndTheOthersGoOn() {
        MarketView view = view();
        FeedSetup setup = new FeedSetup(() -> view, new FeedSetup.Ways(this::deliver, StateDoor.SHUT, null, null), () -> NOW,
                Duration.ofMillis(5), null, board);
        try (BroughtFeeds feeds = new BroughtFeeds(setup)) {
            Brought bad = feeds.open("bad", "bad", Map.of());
            tick(bad);
            await().until(() -> health("bad").state() == FeedHealth.State.CLOSED);
            assertThat(health("bad").reason()).contains("as it was told");
            assertThatThrownBy(bad::requireMarked).hasMessageContaining("feed bad");
            tick(feeds.open("good", "good", Map.of()));
            await().until(() -> marked.contains("good-perp"));

            feeds.close(bad);
            tick(feeds.open("bad", "bad", Map.of()));
            await("brought anew").until(() -> marked.contains("bad-perp"));
        }
    }
}

package io.breakwater.feed.run;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.breakwater.domain.marks.IndexRule;
import io.breakwater.feed.FeedHealth;
import io.breakwater.feed.live.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An asset's price from several venues: one that is off or silent hardly moves it. */
class IndexFeedTest {
    private static final long SECOND = 1_000_000;
    private static final long START = 1_700_000_000_000_000L;
    private static final Asset BTC = new Asset("BTC", 8);
    private static final Asset USD = new Asset("USD", 6);

    private final List<Mark> delivered = new ArrayList<>();
    private MarketView view = MarketView.EMPTY;
    private long now = START;
    private Runnable next;

    private final Timers timers = new Timers() {
        @Override
        public long nowMicros() {
            return now;
        }

        @Override
        public void after(long micros, Runnable task) {
            next = task;
        }
    };
    private final IndexFeed feed = new IndexFeed("index", new FeedSettings.Index("btc",
            List.of("a-spot", "b-spot", "c-spot"), IndexRule.DEFAULT), timers, new FeedSetup(() -> view,
            new FeedSetup.Ways((name, mark) -> {
                assertThat(name).isEqualTo("asset-btc");
                delivered.add(mark);
                list(1, name, "", 2, mark);
            }, StateDoor.SHUT, null, null), () -> now, Duration.ofMillis(100), null, new FeedBoard()));

    private void list(long id, String name, String venue, int scale, Mark mark) {
        Terms terms = new Terms(1, 0, new Payoff.Spot(), "BTC", BTC, USD, USD, 1, 0, scale, scale, 1,
                List.of(new TickBand(0, 1)), Long.MAX_VALUE, 0, new Terms.FeeRule(0, 0), 1_000);
        view = view.apply(new TapeEvent.InstrumentObserved(
                new Quoted(id, name, venue, name, terms, LifeCycle.OPEN, mark, TradingState.ACTIVE)));
    }

    private void see(String name, int scale, long ticks) {
        list(name.charAt(0), name, name.substring(0, 1), scale, Mark.of(ticks, ticks, 1_000_000, now));
    }

    private void passes(long micros) {
        now += micros;
        next.run();
    }

    @Test
    void itIsTheMeanOfTheFreshOnesNoneFurtherFromTheMedianThanTheCap() {
        feed.start();
        list(1, "asset-btc", "", 2, Mark.NONE);
        see("a-spot", 2, 4_000_000);
        passes(SECOND);
        assertThat(delivered).as("one is too few").isEmpty();
        assertThat(feed.health().state()).isEqualTo(FeedHealth.State.WAITING);
        see("b-spot", 1, 400_200);
        see("c-spot", 4, 900_000_000);
        passes(1);
        assertThat(delivered.getLast().ticks()).as("40,000, 40,020 and the last no more than half a percent above")
                .isEqualTo((4_000_000 + 4_002_000 + 4_022_010) / 3);
        assertThat(delivered.getLast().observedAtMicros()).as("of the oldest").isEqualTo(START);
        assertThat(feed.health().reason()).isEqualTo("3 of 3 constituents");
    }

    @Test
    void oneThatFallsSilentDropsOutAndTooFewMakeNone() {
        feed.start();
        list(1, "asset-btc", "", 2, Mark.NONE);
        see("a-spot", 2, 4_000_000);
        now += 8 * SECOND;
        see("b-spot", 2, 4_010_000);
        see("c-spot", 2, 4_020_000);
        passes(4 * SECOND);
        assertThat(delivered.getLast().ticks()).isEqualTo(4_015_000);
        int told = delivered.size();
        passes(SECOND);
        assertThat(delivered).as("nothing new").hasSize(told);
        passes(20 * SECOND);
        assertThat(delivered).hasSize(told);
        assertThat(feed.health().state()).isEqualTo(FeedHealth.State.WAITING);
    }
}

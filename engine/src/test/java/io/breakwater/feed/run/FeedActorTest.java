package io.breakwater.feed.run;

import static org.assertj.core.api.Assertions.assertThat;
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
import io.breakwater.domain.marks.IndexRule;
import io.breakwater.feed.fix.DurableLog;
import io.breakwater.feed.fix.FixSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A feed that throws, on its thread or on its actor's, is started anew, and the old one is ended. */
class FeedActorTest {
    private static final ActorTestKit KIT = ActorTestKit.create();

    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger opened = new AtomicInteger();

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    private MarketView view(String feed, boolean onItsThread) {
        boolean mine = Thread.currentThread().getName().equals("feed-" + feed) == onItsThread;
        if (mine && looks.incrementAndGet() == 1) {
            throw new IllegalStateException("no view for once");
        }
        return MarketView.EMPTY;
    }

    private void goesOn(String feed, boolean onItsThread) {
        FeedSetup setup = new FeedSetup(() -> view(feed, onItsThread),
                new FeedSetup.Ways((_, _) -> { }, StateDoor.SHUT, null, null), () -> 1_700_000_000_000_000L,
                Duration.ofMillis(5), null, new FeedBoard());
        KIT.spawn(FeedProcesses.process(new FeedSettings(feed, "", FeedSettings.Pricing.NONE,
                new FeedSettings.Index("btc", List.of("a-spot"), IndexRule.DEFAULT), null), setup));
        await().atMost(30, TimeUnit.SECONDS).until(() -> looks.get() > 10);
        await().atMost(30, TimeUnit.SECONDS).untilAsserted(() -> assertThat(threads(feed)).hasSize(1));
    }

    private static List<Thread> threads(String feed) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("feed-" + feed)).toList();
    }

    private static MarketView listed() {
        Asset btc = new Asset("BTC", 8);
        Asset usd = new Asset("USD", 6);
        Terms terms = new Terms(1, 0, new Payoff.Inverse(), "BTC", btc, usd, usd, 1, 0, 2, 2, 1,
                List.of(new TickBand(0, 1)), Long.MAX_VALUE, 0, new Terms.FeeRule(0, 0), 1_000);
        return MarketView.EMPTY.apply(new TapeEvent.InstrumentObserved(new Quoted(1, "perp", "venue", "PERP", terms,
                LifeCycle.OPEN, Mark.NONE, TradingState.ACTIVE)));
    }

    /** One whose first rows cannot be written; as the journal has it, each opening begins with what is durable. */
    private final class Rows implements DurableLog {
        private final RuntimeException failure;

        Rows(RuntimeException failure) {
            this.failure = failure;
        }

        @Override
        public String newest() {
            return null;
        }

        @Override
        public List<String> all() {
            return List.of();
        }

        @Override
        public void append(String row, Consumer<RuntimeException> whenStored) {
            whenStored.accept(opened.get() == 1 ? failure : null);
        }
    }

    private FeedBoard dropCopy(String name, RuntimeException failure) {
        MarketView view = listed();
        FeedBoard board = new FeedBoard();
        FeedSetup setup = new FeedSetup(() -> view, new FeedSetup.Ways((_, _) -> { }, StateDoor.SHUT, (_, _) -> { },
                log -> {
                    if (log.startsWith("dropcopy-sequence")) {
                        opened.incrementAndGet();
                    }
                    return new Rows(failure);
                }), () -> 1_700_000_000_000_000L, Duration.ofMillis(5), null, board);
        FixSettings session = new FixSettings(name, "venue",
                new FixSettings.Side(FixSettings.Role.INITIATOR, "127.0.0.1", 1, 30),
                new FixSettings.Ids("us", "them"), Map.of(), FixSettings.Combos.UNSAID, Map.of());
        KIT.spawn(FeedProcesses.process(new FeedSettings(name, "venue", FeedSettings.Pricing.NONE,
                new FeedSettings.Copies(session), null), setup));
        return board;
    }

    private static List<String> reasons(FeedBoard board) {
        return board.all().stream().map(status -> status.health().reason()).toList();
    }

    @Test
    void aDropCopyWhoseLogCannotBeWrittenBeginsAnew() {
        FeedBoard board = dropCopy("copy", new IllegalStateException("the journal does not answer"));
        await().atMost(30, TimeUnit.SECONDS).until(() -> opened.get() > 1);
        await().atMost(30, TimeUnit.SECONDS).untilAsserted(() ->
                assertThat(reasons(board)).allMatch(reason -> !reason.contains("cannot be written")).hasSize(1));
    }

    @Test
    void oneWhoseSessionAnotherNodeHasDoesNotTakeItBackAtOnce() {
        FeedBoard board = dropCopy("taken", new DurableLog.TakenOver(new IllegalStateException("others write it")));
        await().atMost(30, TimeUnit.SECONDS).untilAsserted(() ->
                assertThat(reasons(board)).containsExactly("its log cannot be written: others write it"));
        assertThat(opened).hasValue(1);
    }

    @Test
    void oneThatThrowsOnItsThread() {
        goesOn("thread", true);
    }

    @Test
    void oneThatThrowsWhenItIsMarked() {
        goesOn("marking", false);
    }
}

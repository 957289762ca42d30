package io.breakwater.feed.run;

import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.domain.marks.IndexPrice;
import io.breakwater.feed.Feed;
import io.breakwater.feed.FeedHealth;
import io.breakwater.feed.FeedHealth.State;
import io.breakwater.feed.live.Timers;
import io.breakwater.kernel.Decimals;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Overflow;
import io.breakwater.kernel.Rounding;
import java.util.Map;

/**
 * Prices an asset by the marks of spot instruments on several venues, as the durable view shows them: whichever nodes
 * their feeds run on. Too few fresh ones give no price, and the asset's grows old.
 */
final class IndexFeed implements Feed {
    private static final int WHOLE_PPM = 1_000_000;

    private final String name;
    private final FeedSettings.Index settings;
    private final Timers timers;
    private final FeedSetup setup;
    private IndexPrice index = IndexPrice.NONE;
    private State state = State.CONNECTING;
    private String reason = "its constituents are not listed";
    private long lastDataMicros;
    private long priced;

    IndexFeed(String name, FeedSettings.Index settings, Timers timers, FeedSetup setup) {
        this.name = name;
        this.settings = settings;
        this.timers = timers;
        this.setup = setup;
    }

    @Override
    public synchronized void start() {
        if (state == State.CLOSED) {
            return;
        }
        try {
            price(setup.views().get(), timers.nowMicros());
        } catch (Overflow tooLarge) {
            state = State.WAITING;
            reason = "a price does not fit: " + tooLarge.getMessage();
        }
        timers.after(setup.conflation().toNanos() / 1_000, this::start);
    }

    private void price(MarketView view, long nowMicros) {
        Quoted asset = view.named(Aliases.ASSET + settings.asset());
        if (asset == null) {
            return;
        }
        for (String constituent : settings.constituents()) {
            Quoted quoted = view.named(constituent);
            if (quoted != null && quoted.mark().isKnown()) {
                index = index.observed(constituent, new IndexPrice.Seen(
                        rescaled(quoted.mark().ticks(), quoted.terms().priceScale(), asset.terms().priceScale()),
                        quoted.mark().observedAtMicros()));
            }
        }
        deliver(asset, index.at(nowMicros, settings.rule()));
    }

    private void deliver(Quoted asset, IndexPrice.Value value) {
        if (value == null) {
            state = State.WAITING;
            reason = "fewer than " + settings.rule().leastFresh() + " of its constituents are fresh";
        } else if (value.observedAtMicros() > asset.mark().observedAtMicros()) {
            state = State.LIVE;
            reason = value.fresh() + " of " + settings.constituents().size() + " constituents";
            lastDataMicros = value.observedAtMicros();
            priced++;
            setup.ways().marks().deliver(asset.name(), Mark.of(value.ticks(), value.ticks(), WHOLE_PPM,
                    value.observedAtMicros()));
        }
    }

    /** The same price at another scale. */
    static long rescaled(long ticks, int from, int to) {
        return Exact.mulDiv(ticks, Decimals.powerOfTen(to), Decimals.powerOfTen(from), Rounding.HALF_EVEN);
    }

    @Override
    public synchronized FeedHealth health() {
        return new FeedHealth(name, state, 1, lastDataMicros, priced, Map.of(), reason);
    }

    @Override
    public synchronized void close() {
        state = State.CLOSED;
    }
}

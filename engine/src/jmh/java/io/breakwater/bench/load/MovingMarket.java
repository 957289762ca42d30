package io.breakwater.bench.load;

import io.breakwater.domain.market.MarketView;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The market of sides that run in this process: a new view every 100 ms, every option marked anew once a second. */
public final class MovingMarket implements AutoCloseable {

    private static final int PERIOD_MILLIS = 100;
    private static final int PORTIONS = 10;

    private final MarketUniverse universe;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("bench-market").factory());
    private volatile MarketView current;
    private int moves;

    public MovingMarket(MarketUniverse universe) {
        this.universe = universe;
        this.current = universe.view(EpochMicros.now());
        timer.scheduleAtFixedRate(this::move, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void move() {
        int portion = Math.ceilDiv(universe.options(), PORTIONS);
        current = universe.moved(current, moves++ % PORTIONS * portion, portion, EpochMicros.now());
    }

    public MarketView current() {
        return current;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}

package io.breakwater.bench.node;

import com.google.protobuf.Timestamp;
import io.breakwater.bench.load.MarketUniverse;
import io.breakwater.bench.load.RequestIdSource;
import io.breakwater.kernel.Decimals;
import io.breakwater.v1.AssetPrice;
import io.breakwater.v1.Mark;
import io.breakwater.v1.UpdateMarksRequest;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Marks a node's market: a tenth of the options and the price of bitcoin ten times a second. */
public final class MarkFeed implements AutoCloseable {

    private static final int PERIOD_MILLIS = 100;
    private static final int PORTIONS = 10;
    private static final int MOST_MARKS = 1_024;

    private final NodeClient client;
    private final MarketUniverse market;
    private final RequestIdSource ids = new RequestIdSource(7);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("bench-marks").factory());
    private Future<?> last;
    private int moves;

    public MarkFeed(NodeClient client, MarketUniverse market) {
        this.client = client;
        this.market = market;
    }

    /** Marks everything once and waits until a view shows it. */
    public void markAll() {
        for (int first = 0; first < market.options(); first += MOST_MARKS) {
            client.instrumentsNow().updateMarks(marks(first, MOST_MARKS));
        }
    }

    /** Marks everything once and waits for it; then goes on by itself. */
    public void start() {
        markAll();
        timer.scheduleAtFixedRate(this::move, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The next portion, unless the node has not taken the last one yet. */
    private void move() {
        if (last == null || last.isDone()) {
            int portion = Math.ceilDiv(market.options(), PORTIONS);
            last = client.instruments().updateMarks(marks(moves++ % PORTIONS * portion, portion));
        }
    }

    private UpdateMarksRequest marks(int first, int count) {
        Instant now = Instant.now();
        Timestamp observed = Timestamp.newBuilder()
                .setSeconds(now.getEpochSecond()).setNanos(now.getNano() / 1_000 * 1_000).build();
        String index = Decimals.format(MarketUniverse.INDEX_TICKS, MarketUniverse.INDEX_SCALE);
        UpdateMarksRequest.Builder request = UpdateMarksRequest.newBuilder().setRequestId(ids.next().uuid())
                .addPrices(AssetPrice.newBuilder().setAsset("assets/btc").setPriceUsd(index).setObserveTime(observed));
        for (int i = first; i < Math.min(market.options(), first + count); i++) {
            request.addMarks(Mark.newBuilder()
                    .setInstrument("instruments/" + MarketUniverse.nameOf(i))
                    .setPrice(WireWriter.price(MarketUniverse.markTicks(i, moves)))
                    .setIndex(index)
                    .setDelta("0.5")
                    .setVolatility("0.6")
                    .setObserveTime(observed));
        }
        return request.build();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}

package io.breakwater.feed.run;

import io.breakwater.kernel.Unending;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The feeds that others bring to this node, marked together on one thread. */
public final class BroughtFeeds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BroughtFeeds.class);
    private static final int MOST = 64;

    private final FeedSetup setup;
    private final Map<String, Brought> open = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread;

    public BroughtFeeds(FeedSetup setup) {
        this.setup = setup;
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("feeds-brought").factory());
        long millis = setup.conflation().toMillis();
        thread.scheduleWithFixedDelay(new Unending(() -> open.values().forEach(Brought::mark),
                bug -> LOG.error("feeds that were brought could not be marked", bug)), millis, millis,
                TimeUnit.MILLISECONDS);
    }

    /** Null where there are too many, or one of that name is open. @param prices as those of {@link Aliases} */
    public synchronized Brought open(String name, String venue, Map<String, String> prices) {
        if (open.size() >= MOST || open.containsKey(name)) {
            return null;
        }
        Brought feed = new Brought(name, venue, prices, setup);
        open.put(name, feed);
        setup.board().put(name, feed::status);
        return feed;
    }

    public synchronized void close(Brought feed) {
        if (open.remove(feed.name(), feed)) {
            setup.board().remove(feed.name());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}

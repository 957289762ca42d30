package io.breakwater.link;

import io.breakwater.kernel.Unending;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread of one end of a link: everything about it runs here, so that nothing needs a lock. */
final class LinkThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LinkThread.class);

    private final String name;
    private final ScheduledExecutorService thread;

    LinkThread(String name) {
        this.name = name;
        this.thread = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name(name).factory());
    }

    /** Does it as soon as may be; not at all once closed. */
    void tell(Runnable work) {
        after(0, work);
    }

    void after(long millis, Runnable work) {
        try {
            thread.schedule(unending(work), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("{} has ended", name);
        }
    }

    void every(long millis, Runnable work) {
        thread.scheduleWithFixedDelay(unending(work), millis, millis, TimeUnit.MILLISECONDS);
    }

    private Runnable unending(Runnable work) {
        return new Unending(work, bug -> LOG.error("{} failed", name, bug));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}

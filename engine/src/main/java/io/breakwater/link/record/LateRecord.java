package io.breakwater.link.record;

import io.breakwater.domain.span.SpanTerms;
import io.breakwater.journal.StoreMisconfigured;
import io.breakwater.kernel.Unending;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A record that is opened beside, again and again until it can be: a node starts without it, and until it is there has
 * no lease and agrees on nothing. A setting that is known to be wrong does not become right by waiting.
 */
public final class LateRecord implements SiteRecord {
    private static final Logger LOG = LoggerFactory.getLogger(LateRecord.class);

    private final Supplier<? extends SiteRecord> opening;
    private final CompletableFuture<Void> tried = new CompletableFuture<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("record-opening").factory());
    private volatile SiteRecord opened;
    private volatile String missing = "the record of data centers was not reached yet";
    private boolean closed;

    /** @param opening fails where it cannot be used yet; @param again how long after that it is tried again */
    public LateRecord(Supplier<? extends SiteRecord> opening, Duration again) {
        this.opening = opening;
        thread.scheduleWithFixedDelay(new Unending(this::open, this::failed), 0, again.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Done when it was tried for the first time; fails with {@link StoreMisconfigured} where a setting is wrong. */
    public CompletionStage<Void> tried() {
        return tried.minimalCompletionStage();
    }

    private void open() {
        try {
            kept(opening.get());
            tried.complete(null);
            thread.shutdown();
        } catch (StoreMisconfigured wrong) {
            tried.completeExceptionally(wrong);
            note(wrong);
        } catch (RuntimeException failure) {
            tried.complete(null);
            note(failure);
        }
    }

    private void failed(Throwable bug) {
        LOG.error("the record of data centers could not be opened", bug);
        tried.complete(null);
    }

    private void note(RuntimeException failure) {
        String why = String.valueOf(failure.getMessage());
        if (!why.equals(missing)) {
            missing = why;
            LOG.warn("the record of data centers is tried again until it is there: {}", why);
        }
    }

    private synchronized void kept(SiteRecord there) {
        if (closed) {
            there.close();
        } else {
            opened = there;
        }
    }

    private <T> CompletionStage<T> ask(Function<SiteRecord, CompletionStage<T>> question) {
        SiteRecord there = opened;
        return there == null ? CompletableFuture.failedStage(new RecordUnreachable(missing, null))
                : question.apply(there);
    }

    @Override
    public CompletionStage<Map<Integer, SiteEntry>> sites() {
        return ask(SiteRecord::sites);
    }

    @Override
    public CompletionStage<SiteEntry> site(int center) {
        return ask(there -> there.site(center));
    }

    @Override
    public CompletionStage<Renewal> renew(SiteEntry known) {
        return ask(there -> there.renew(known));
    }

    @Override
    public CompletionStage<SiteEntry> fence(SiteEntry seen, int by) {
        return ask(there -> there.fence(seen, by));
    }

    @Override
    public CompletionStage<SiteEntry> reinstate(SiteEntry seen) {
        return ask(there -> there.reinstate(seen));
    }

    @Override
    public CompletionStage<Map<String, SpanTerms>> terms() {
        return ask(SiteRecord::terms);
    }

    @Override
    public CompletionStage<SpanTerms> terms(String limit) {
        return ask(there -> there.terms(limit));
    }

    @Override
    public CompletionStage<Agreed> agree(String limit, long known, SpanTerms wanted) {
        return ask(there -> there.agree(limit, known, wanted));
    }

    @Override
    public synchronized void close() {
        closed = true;
        thread.shutdown();
        if (opened != null) {
            opened.close();
        }
    }
}

package io.breakwater.link.record;

import io.breakwater.domain.span.SpanTerms;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * The record, linearizable. Every stage fails with {@link RecordUnreachable} where no majority of sites answers; what
 * was asked for may have happened then, and whoever asks again is told.
 */
public interface SiteRecord extends AutoCloseable {

    /** The entry after the question. @param isOurs whether this question has renewed it */
    record Renewal(SiteEntry entry, boolean isOurs) {}

    /** Terms after the question. @param agreed whether they are what was asked for */
    record Agreed(SpanTerms terms, boolean agreed) {}

    /** Of all data centers that were ever heard of, by number. */
    CompletionStage<Map<Integer, SiteEntry>> sites();

    /** Of one data center. */
    CompletionStage<SiteEntry> site(int center);

    /** Renews a lease unless it was renewed or fenced since. @param known as it was read last */
    CompletionStage<Renewal> renew(SiteEntry known);

    /**
     * Fences a data center unless anything has happened to its entry, or who fences it has been fenced: of two that
     * fence each other one succeeds.
     *
     * @return the entry after it
     */
    CompletionStage<SiteEntry> fence(SiteEntry seen, int by);

    /** Lets a fenced one renew its lease again. @return the entry after it */
    CompletionStage<SiteEntry> reinstate(SiteEntry seen);

    /** The newest of all limits, by name. */
    CompletionStage<Map<String, SpanTerms>> terms();

    /** The newest of one limit; {@link SpanTerms#NONE} where nothing was agreed. */
    CompletionStage<SpanTerms> terms(String limit);

    /** Writes terms unless others than the known ones are there. @param known version as it was read */
    CompletionStage<Agreed> agree(String limit, long known, SpanTerms wanted);

    @Override
    void close();
}

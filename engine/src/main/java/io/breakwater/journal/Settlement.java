package io.breakwater.journal;

/**
 * Told once how something ended. Called by the writer's thread, so an implementation hands over at once and never
 * blocks, throws or computes.
 */
public interface Settlement {

    /** Stored and synced. @param highest the highest number of the log now */
    void done(long highest);

    /** Not stored, or not known to be stored ({@link io.breakwater.journal.StoreStopped}). */
    void refused(RuntimeException reason);
}

package io.breakwater.journal.cassandra;

/**
 * What is known of a stored snapshot without its bytes.
 *
 * @param save names its chunks; another save of the same number has another
 */
record SavedSnapshot(long number, long millis, String save, int chunks, byte[] header) {}

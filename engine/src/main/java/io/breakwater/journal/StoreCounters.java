package io.breakwater.journal;

/**
 * What a store has done since it was opened.
 *
 * @param rows rows stored
 * @param bytes bytes of them
 * @param syncs acknowledgements of the device, as the store counts them: each covers one row or many
 */
public record StoreCounters(long rows, long bytes, long syncs) {}

package io.breakwater.bench.journal;

/** What one turn has stored durably. */
record Appended(long blocks, long syncs, long nanos) {

    double megabytesASecond() {
        return blocks * (double) JournalBench.BLOCK_BYTES / 1e6 / (nanos / 1e9);
    }
}

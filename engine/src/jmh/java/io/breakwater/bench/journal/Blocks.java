package io.breakwater.bench.journal;

import java.util.SplittableRandom;

/** Bytes that do not compress, the same in every run. */
final class Blocks {

    private Blocks() {}

    static byte[] ofLane(int lane) {
        byte[] block = new byte[JournalBench.BLOCK_BYTES];
        new SplittableRandom(lane).nextBytes(block);
        return block;
    }
}

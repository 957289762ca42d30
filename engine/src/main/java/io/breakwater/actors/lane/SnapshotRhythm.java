package io.breakwater.actors.lane;

/**
 * When a lane keeps a snapshot: every so many blocks, but a large state not before its log has grown by as much as the
 * last snapshot took. So snapshots never cost more bytes than the log itself, and recovery reads at most about twice
 * what the state is. Asked by the log's actor; told by whichever thread encodes.
 */
final class SnapshotRhythm {
    /** Snapshots below it are kept whatever the log has grown by. */
    private static final int SMALL_BYTES = 1 << 20;

    private final int everyBlocks;
    private long grownBytes;
    private volatile long lastBytes;

    SnapshotRhythm(int everyBlocks) {
        this.everyBlocks = everyBlocks;
    }

    /** Called once a block. */
    boolean isDue(long number, int blockBytes) {
        grownBytes += blockBytes;
        boolean due = number % everyBlocks == 0 && (lastBytes < SMALL_BYTES || grownBytes >= lastBytes);
        grownBytes = due ? 0 : grownBytes;
        return due;
    }

    /** A snapshot has been encoded. */
    byte[] measured(byte[] snapshot) {
        lastBytes = snapshot.length;
        return snapshot;
    }
}

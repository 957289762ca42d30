package io.breakwater.audit.retention;

/**
 * What a removal has done.
 *
 * @param begun block that the log began behind before; 0 for its first
 * @param begins block that it begins behind now
 * @param atMicros when that block was begun, epoch micros; 0 where nothing was ever removed
 * @param head its last block
 */
public record TrimReport(String log, long begun, long begins, long atMicros, long head) {

    /** Blocks that can be read no more. */
    public long removed() {
        return begins - begun;
    }
}

package io.breakwater.feed;

/**
 * When an observation was made and when it came in.
 *
 * @param venueMicros the venue's clock, epoch micros
 * @param receivedMicros ours, epoch micros; that of the recording where it is played back
 * @param sequence the venue's number of it; 0 where the venue gives none
 */
public record Stamp(long venueMicros, long receivedMicros, long sequence) {}

package io.breakwater.feed.file;

import io.breakwater.feed.Stamp;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Rounding;

/**
 * Two clocks side by side: the recording's, which may run at any speed, and ours.
 *
 * @param recordedMicros the recording's time when playing began, epoch micros
 * @param playedMicros our time then
 * @param speedPermille 1,000 as it was, 60,000 a minute a second
 */
public record TimeMap(long recordedMicros, long playedMicros, long speedPermille) {
    private static final int WHOLE = 1_000;

    /** What the recording's clock shows at a time of ours. */
    public long recorded(long ourMicros) {
        return recordedMicros + Exact.mulDiv(ourMicros - playedMicros, speedPermille, WHOLE, Rounding.FLOOR);
    }

    /** When it is ours that the recording's clock shows this. */
    public long played(long micros) {
        return playedMicros + Exact.mulDiv(micros - recordedMicros, WHOLE, speedPermille, Rounding.FLOOR);
    }

    Stamp played(Stamp at) {
        return new Stamp(played(at.venueMicros()), played(at.receivedMicros()), at.sequence());
    }
}

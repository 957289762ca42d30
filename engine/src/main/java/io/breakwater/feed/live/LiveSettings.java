package io.breakwater.feed.live;

import java.net.URI;
import java.util.List;

/**
 * How a live feed is run.
 *
 * @param url of the WebSocket
 * @param rest where whole books are fetched; any where none are
 * @param symbols as the venue writes them
 * @param silenceMicros after which a connection that says nothing about the market is given up
 * @param pingMicros between two signs of life
 * @param leastBackoffMicros before the first attempt after a connection was lost
 * @param mostBackoffMicros before any
 */
public record LiveSettings(URI url, URI rest, List<String> symbols, long silenceMicros, long pingMicros,
        long leastBackoffMicros, long mostBackoffMicros) {
    private static final int MOST_DOUBLINGS = 16;
    private static final int WHOLE = 1 << 10;

    /**
     * Pause before an attempt: doubles with each, jittered down to half of it, so that feeds that were cut off together
     * do not come back together.
     *
     * @param attempt 0, 1, 2…
     * @param chance 0…1,023, drawn anew each time
     */
    long backoffMicros(int attempt, int chance) {
        long doubled = leastBackoffMicros << Math.min(attempt, MOST_DOUBLINGS);
        long most = Math.min(mostBackoffMicros, Math.max(doubled, leastBackoffMicros));
        return most / 2 + most / 2 * chance / WHOLE;
    }
}

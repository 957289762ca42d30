package io.breakwater.domain.counterparty;

/**
 * Messages decided in the second that last saw one, and the last new order, for the duplicate rule.
 *
 * @param second epoch seconds
 * @param idle cancels that changed nothing, and limits that were set and tightened nothing
 * @param lastOrder {@link Fingerprint#ofContent} of it
 * @param lastOrderAtMicros when it was decided
 */
public record Rates(
        long second, long submits, long modifies, long idle, long lastOrder, long lastOrderAtMicros) {

    public static final Rates NONE = new Rates(0, 0, 0, 0, 0, 0);
    private static final long SECOND_MICROS = 1_000_000;

    public static long secondOf(long micros) {
        return micros / SECOND_MICROS;
    }

    public long submitsIn(long atSecond) {
        return atSecond == second ? submits : 0;
    }

    public long modifiesIn(long atSecond) {
        return atSecond == second ? modifies : 0;
    }

    public long idleIn(long atSecond) {
        return atSecond == second ? idle : 0;
    }

    Rates submitted(long atMicros) {
        return counted(atMicros, 1, 0, 0);
    }

    Rates ordered(long order, long atMicros) {
        Rates counted = submitted(atMicros);
        return new Rates(counted.second, counted.submits, counted.modifies, counted.idle, order, atMicros);
    }

    Rates modified(long atMicros) {
        return counted(atMicros, 0, 1, 0);
    }

    Rates idled(long atMicros) {
        return counted(atMicros, 0, 0, 1);
    }

    private Rates counted(long atMicros, int moreSubmits, int moreModifies, int moreIdle) {
        long at = secondOf(atMicros);
        return new Rates(at, submitsIn(at) + moreSubmits, modifiesIn(at) + moreModifies, idleIn(at) + moreIdle,
                lastOrder, lastOrderAtMicros);
    }
}

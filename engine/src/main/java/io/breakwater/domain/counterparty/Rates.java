package io.breakwater.domain.counterparty;

/**
 * Messages decided in the second that last saw one, and the last new order, for the duplicate rule.
 *
 * @param second epoch seconds
 * @param cancels those that changed nothing, and limits that were set and tightened nothing
 * @param lastOrder {@link Fingerprint#ofContent} of it
 * @param lastOrderAtMicros when it was decided
 */
public record Rates(
        long second, long submits, long modifies, long cancels, long lastOrder, long lastOrderAtMicros) {

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

    public long cancelsIn(long atSecond) {
        return atSecond == second ? cancels : 0;
    }

    Rates submitted(long atMicros) {
        return counted(atMicros, 1, 0, 0);
    }

    Rates ordered(long order, long atMicros) {
        Rates counted = submitted(atMicros);
        return new Rates(counted.second, counted.submits, counted.modifies, counted.cancels, order, atMicros);
    }

    Rates modified(long atMicros) {
        return counted(atMicros, 0, 1, 0);
    }

    Rates cancelled(long atMicros) {
        return counted(atMicros, 0, 0, 1);
    }

    private Rates counted(long atMicros, int moreSubmits, int moreModifies, int moreCancels) {
        long at = secondOf(atMicros);
        return new Rates(at, submitsIn(at) + moreSubmits, modifiesIn(at) + moreModifies, cancelsIn(at) + moreCancels,
                lastOrder, lastOrderAtMicros);
    }
}

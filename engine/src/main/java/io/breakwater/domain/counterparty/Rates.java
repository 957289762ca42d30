package io.breakwater.domain.counterparty;

/**
 * Messages decided in the second that last saw one, and the last new order, for the duplicate rule.
 *
 * @param second epoch seconds
 * @param lastOrder {@link Fingerprint#ofContent} of it
 * @param lastOrderAtMicros when it was decided
 */
public record Rates(long second, long submits, long modifies, long lastOrder, long lastOrderAtMicros) {

    public static final Rates NONE = new Rates(0, 0, 0, 0, 0);
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

    Rates submitted(long atMicros) {
        long at = secondOf(atMicros);
        return new Rates(at, submitsIn(at) + 1, modifiesIn(at), lastOrder, lastOrderAtMicros);
    }

    Rates ordered(long order, long atMicros) {
        long at = secondOf(atMicros);
        return new Rates(at, submitsIn(at) + 1, modifiesIn(at), order, atMicros);
    }

    Rates modified(long atMicros) {
        long at = secondOf(atMicros);
        return new Rates(at, submitsIn(at), modifiesIn(at) + 1, lastOrder, lastOrderAtMicros);
    }
}

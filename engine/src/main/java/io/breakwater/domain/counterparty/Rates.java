package io.breakwater.domain.counterparty;

/**
 * Messages decided in the second that last saw one.
 *
 * @param second epoch seconds
 */
public record Rates(long second, long submits, long modifies) {

    public static final Rates NONE = new Rates(0, 0, 0);
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

    public Rates submitted(long atSecond, long messages) {
        return new Rates(atSecond, submitsIn(atSecond) + messages, modifiesIn(atSecond));
    }

    public Rates modified(long atSecond) {
        return new Rates(atSecond, submitsIn(atSecond), modifiesIn(atSecond) + 1);
    }
}

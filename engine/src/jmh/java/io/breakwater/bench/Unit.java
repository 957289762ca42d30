package io.breakwater.bench;

/** What a series counts, and which way is better. */
public enum Unit {
    MEGABYTES_A_SECOND("MB/s", true),
    DECISIONS_A_SECOND("decisions/s", true),
    EVENTS_A_SECOND("events/s", true),
    TRADES_A_SECOND("trades/s", true),
    VALUES_A_SECOND("values/s", true),
    BYTES("bytes", false),
    MILLIS("ms", false),
    MICROS_A_DECISION("µs/decision", false),
    NANOS_AN_OPERATION("ns/op", false);

    private final String text;
    private final boolean moreIsBetter;

    Unit(String text, boolean moreIsBetter) {
        this.text = text;
        this.moreIsBetter = moreIsBetter;
    }

    public String text() {
        return text;
    }

    public boolean moreIsBetter() {
        return moreIsBetter;
    }
}

package io.breakwater.feed;

/** A piece of input that cannot be used. Has no stack trace: bad input may come by the million. */
public final class FeedFault extends RuntimeException {
    private static final int MAX_TEXT = 200;

    private final transient Fault fault;

    public FeedFault(Fault fault, String what) {
        super(fault + ": " + what.substring(0, Math.min(MAX_TEXT, what.length())), null, false, false);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}

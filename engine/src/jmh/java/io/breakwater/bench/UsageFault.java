package io.breakwater.bench;

/** The command line does not say what to do. */
public final class UsageFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UsageFault(String message) {
        super(message, null, false, false);
    }
}

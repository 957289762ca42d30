package io.breakwater.ops;

/** The caller's input cannot be used: the message names the flag or file, the value and the remedy. Exit code 2. */
public final class UsageFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UsageFault(String message) {
        super(message);
    }

    public UsageFault(String message, Throwable cause) {
        super(message, cause);
    }
}

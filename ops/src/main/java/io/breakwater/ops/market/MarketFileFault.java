package io.breakwater.ops.market;

/** A market file that cannot be played: the message names the file, the line and what was expected. */
public final class MarketFileFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MarketFileFault(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.breakwater.ops.load;

/** The stream ended or did not answer in time; what was in flight is unknown and may be sent again. */
public final class StreamBroken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StreamBroken(String message, Throwable cause) {
        super(message, cause);
    }
}

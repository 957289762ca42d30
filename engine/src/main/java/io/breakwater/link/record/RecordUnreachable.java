package io.breakwater.link.record;

/** No majority of the record's sites has answered in time: what was asked for may have happened or not. */
public final class RecordUnreachable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RecordUnreachable(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.breakwater.actors.lane;

/** A lane cannot go on with what it holds in memory. It is stopped and read again from its log. */
public final class LaneFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LaneFailed(String lane, String what, Throwable cause) {
        super(lane + ": " + what, cause);
    }
}

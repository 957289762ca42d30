package io.breakwater.actors.lane;

/** How a lane is, told to whoever watches the node's health each time it changes. */
public sealed interface LaneStatus {

    String lane();

    /** It reads its log. */
    record Recovering(String lane) implements LaneStatus {}

    /** @param block number of the block that raised the term */
    record Serving(String lane, int term, long block) implements LaneStatus {}

    /** It failed and will try again by itself. */
    record BackingOff(String lane, Throwable cause, long delayMillis) implements LaneStatus {}

    /** It does not run on this node any more: another has it, or soon will. */
    record Stopped(String lane) implements LaneStatus {}

    /** Its log is broken. It stays down until a person has restored a backup and started it again. */
    record Refused(String lane, String place, String remedy) implements LaneStatus {}
}

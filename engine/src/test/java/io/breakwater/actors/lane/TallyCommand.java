package io.breakwater.actors.lane;

/** What a tally can be asked. */
sealed interface TallyCommand {

    record Add(long amount) implements TallyCommand {}

    /** Adds nothing, and is as large as its text. */
    record Note(String text) implements TallyCommand {}

    /** Deciding it throws. */
    record Explode() implements TallyCommand {}

    /** Applying its event throws. */
    record Poison() implements TallyCommand {}

    /** Kills the entity actor, as often as the aggregate's budget says. */
    record Kill() implements TallyCommand {}

    /** Is answered as one that came past its rate. */
    record Hurry() implements TallyCommand {}
}

package io.breakwater.actors.lane;

/** What became of a command. */
sealed interface TallyEvent {

    TallyCommand command();

    record Added(TallyCommand command) implements TallyEvent {}

    record Refused(TallyCommand command) implements TallyEvent {}

    record Failed(TallyCommand command, String reason) implements TallyEvent {}

    /** What the next release writes instead of {@link Added}; this one reads it already. */
    record Counted(TallyCommand command, long amount, String by) implements TallyEvent {}
}

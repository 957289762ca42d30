package io.breakwater.domain.instrument;

/** What has happened to an instrument. Never refused and never dropped. */
public sealed interface InstrumentFact extends InstrumentCommand {

    /**
     * It has come to this point of its life: opened, expired, delivered.
     *
     * @param source who says so: the calendar, a venue, a person
     */
    record LifeCycleReached(LifeCycle lifeCycle, String source) implements InstrumentFact {}
}

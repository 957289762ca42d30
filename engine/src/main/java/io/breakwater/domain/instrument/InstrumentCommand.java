package io.breakwater.domain.instrument;

/** Everything that can be asked of an instrument or told to it. */
public sealed interface InstrumentCommand permits InstrumentRequest, InstrumentFact {}

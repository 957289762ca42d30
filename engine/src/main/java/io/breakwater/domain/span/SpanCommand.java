package io.breakwater.domain.span;

/** Everything that can be asked of a limit over data centers or told to it. */
public sealed interface SpanCommand permits SpanRequest, SpanFact {}

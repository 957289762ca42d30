package io.breakwater.domain.market;

import io.breakwater.domain.TradingState;
import io.breakwater.domain.policy.Policy;

/** An input of the market view, as the tape records it: the view is the fold of these. */
public sealed interface TapeEvent {

    record InstrumentObserved(Quoted quoted) implements TapeEvent {}

    record ControlObserved(String scope, TradingState state) implements TapeEvent {}

    record PolicyObserved(Policy policy) implements TapeEvent {}
}

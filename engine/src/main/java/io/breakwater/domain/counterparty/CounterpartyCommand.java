package io.breakwater.domain.counterparty;

/** Everything that can be asked of a counterparty or told to it. */
public sealed interface CounterpartyCommand permits CounterpartyRequest, CounterpartyFact {}

package io.breakwater.domain.counterparty;

/** One leg of a balanced set: the amount that is added to a balance, in minor units of its asset. */
public record Entry(BalanceKey key, long amountMinor) {}

package io.breakwater.domain.counterparty;

/**
 * One leg of a balanced set: the amount that is added to a balance.
 *
 * @param scale of the asset, so that a ledger that has never seen it knows what the amount means
 * @param amountMinor in 10^-scale of the asset
 */
public record Entry(BalanceKey key, int scale, long amountMinor) {}

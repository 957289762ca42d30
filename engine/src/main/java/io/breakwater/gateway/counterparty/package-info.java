/**
 * Counterparties, their accounts, collateral, caps and restrictions at the edge, and the firms and groups above them.
 * Not here: rules, and how caps are shared. What is shown is read from durable states (never behind an
 * acknowledgement).
 */
package io.breakwater.gateway.counterparty;

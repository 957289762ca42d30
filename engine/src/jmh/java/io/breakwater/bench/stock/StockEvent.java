package io.breakwater.bench.stock;

import io.breakwater.domain.counterparty.CounterpartyEvent;
import io.breakwater.kernel.RequestId;

/** One event as it is stored: what applying it needs, and nothing for audit. */
record StockEvent(RequestId id, long decidedAtMicros, CounterpartyEvent event) {}

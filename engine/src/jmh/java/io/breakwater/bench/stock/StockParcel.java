package io.breakwater.bench.stock;

import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.kernel.RequestId;

/** One command on its way to its entity. */
record StockParcel(int rank, RequestId id, CounterpartyCommand command) {}

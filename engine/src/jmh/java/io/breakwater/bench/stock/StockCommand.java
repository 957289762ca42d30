package io.breakwater.bench.stock;

import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.kernel.Outcome;
import io.breakwater.kernel.RequestId;
import org.apache.pekko.actor.typed.ActorRef;

/** One command and who waits for its outcome. */
record StockCommand(RequestId id, CounterpartyCommand command, ActorRef<Outcome> replyTo) {}

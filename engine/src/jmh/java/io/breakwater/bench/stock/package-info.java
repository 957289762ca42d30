/**
 * The baseline: Pekko as its manual shows it. One sharded, event-sourced entity a counterparty, one ask and one
 * persisted event a command, with the rules, the record codec and the embedded journal of the node. No lanes, blocks or
 * batches.
 */
package io.breakwater.bench.stock;

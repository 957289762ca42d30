/**
 * Durable decisions a second: the node through its packed stream, its lanes in this process, and stock persistence with
 * one ask and one event a command, all on the same load, rules and embedded journal; beside them exchange-core, which
 * has neither the rules nor a journal, on the same commands.
 */
package io.breakwater.bench.decisions;

/**
 * Two to five data centers in one thread and virtual time: the engine's own domain, codec, fold of a log and leases,
 * under every fault that the campaign knows, judged by an oracle that sees all of them at once. In half of the histories
 * a third site keeps the record, and data centers fence each other by themselves; in the others operators do. Flaws are
 * planted to show that it bites.
 * Each data center has a counterparty's money besides, whose entries sum to zero through all of it (I-11), and which
 * moves between them: none of it is made or lost on its way.
 */
package io.breakwater.simulation;

/**
 * Two to five data centers in one thread and virtual time: the engine's own domain, codec and fold of a log, under every
 * fault that the campaign knows, judged by an oracle that sees all of them at once. Flaws are planted to show that it bites.
 */
package io.breakwater.simulation;

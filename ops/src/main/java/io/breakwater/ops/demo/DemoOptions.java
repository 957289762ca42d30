package io.breakwater.ops.demo;

import java.nio.file.Path;

/**
 * What a demonstration is asked to be.
 *
 * @param exit end by itself instead of leaving the node up
 * @param json one JSON object as the last line
 * @param market a recorded file; null: the crash of March 2020
 * @param data where the node stores; null: a directory of its own, removed at the end
 * @param seed of the price path and the order flow
 * @param counterparties 1 to 100,000
 * @param budget how long the market plays
 * @param cluster on a cluster instead of one node
 * @param perSecond decisions a second that are asked for at most; 0: as many as the node takes
 * @param dataCenters that a cluster spans, 1 or 2
 */
record DemoOptions(
        boolean exit, boolean json, Path market, Path data, long seed, int counterparties, Budget budget,
        int perSecond, boolean cluster, int dataCenters) {}

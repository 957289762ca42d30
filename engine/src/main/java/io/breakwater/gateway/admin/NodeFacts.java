package io.breakwater.gateway.admin;

import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * What a node is.
 *
 * @param dataCenter its id
 * @param address host:port that it serves on; known once the port is open
 * @param store absolute
 * @param cluster what it knows of the others
 */
public record NodeFacts(
        String environment, String dataCenter, Supplier<String> address, Path store, Instant startedAt,
        ClusterView cluster) {}

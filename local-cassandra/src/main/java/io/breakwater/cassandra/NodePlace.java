package io.breakwater.cassandra;

/**
 * Where a node is.
 *
 * @param address a loopback address, one a node: 127.0.0.1, 127.0.0.2, …
 * @param rack its zone
 * @param clientPort where it serves
 * @param ringPort where nodes of the ring meet, the same for all of them
 */
record NodePlace(String address, String dataCenter, String rack, int clientPort, int ringPort) {}

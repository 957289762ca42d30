package io.breakwater.gateway.edge;

import java.time.Duration;

/**
 * What the server lets callers use (I-10).
 *
 * @param messageBytes largest request
 * @param metadataBytes largest metadata of a call
 * @param calls open at once on the node
 * @param callsAConnection open at once on one connection
 * @param idle after which a connection without calls is closed
 * @param keepAlive how often a silent connection is asked whether it lives; without an answer it is closed
 */
public record ServerBounds(
        int messageBytes, int metadataBytes, int calls, int callsAConnection, Duration idle, Duration keepAlive) {}

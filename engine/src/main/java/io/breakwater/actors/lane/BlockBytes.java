package io.breakwater.actors.lane;

/**
 * A block as Pekko Persistence sees it: bytes, stored as they are.
 *
 * @param bytes not changed after they were handed over
 */
public record BlockBytes(byte[] bytes) {}

package io.breakwater.actors.lane;

/**
 * A lane's snapshot as Pekko Persistence sees it: bytes, stored as they are.
 *
 * @param bytes not changed after they were handed over
 */
public record SnapshotBytes(byte[] bytes) {}

package io.breakwater.audit;

import io.breakwater.log.Digest;

/**
 * An entity as it was.
 *
 * @param block the last that had changed it; 0 where it did not exist
 * @param events folded
 * @param stateJson what is stored of it, with named fields
 * @param stateHash of it alone; equal on every machine that folds the same log
 */
public record ReplayedState(String log, String entity, long block, long events, String stateJson, Digest stateHash) {}

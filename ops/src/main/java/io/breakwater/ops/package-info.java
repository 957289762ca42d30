/**
 * The operator's command line. It speaks to nodes through {@code io.breakwater.v1} alone and knows nothing of the
 * engine's classes; {@code node}, {@code restore} and {@code bench} are programs of the engine that it only starts.
 */
package io.breakwater.ops;

/**
 * What Breakwater costs, held against what it could cost: {@link io.breakwater.bench.BenchMain} runs one bench, each in
 * turns with its ceiling or its baseline, and prints one line of JSON at the end. {@code docs/BENCHMARKS.md} says what
 * each figure means and what limits it.
 *
 * <p>It is not a test: nothing here fails because it was slow. Every run is bounded in rounds, time and bytes, and
 * removes what it wrote.
 */
package io.breakwater.bench;

/** exchange-core, which matches orders in memory and stores nothing, on the same load in a process of its own. */
package io.breakwater.bench.exchange;

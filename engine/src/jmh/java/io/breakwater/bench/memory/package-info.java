/** What a counterparty costs a lane in memory and in a snapshot. */
package io.breakwater.bench.memory;

/** The embedded journal against RocksDB alone: what the fence, the checksums and the queue in front of it cost. */
package io.breakwater.bench.journal;

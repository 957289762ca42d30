/** The node's lanes in this process, without the edge: what a decision costs once it has been read. */
package io.breakwater.bench.lanes;

/** How results are written: as JSON (protobuf's mapping), as a table for people, or as CSV. Never in a node's words. */
package io.breakwater.ops.output;

/** From nothing to the first decision: a node's start against that of a JVM that does nothing but serve. */
package io.breakwater.bench.start;

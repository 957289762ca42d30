/**
 * The Cassandra journal on real Cassandra, forked from its own archives on the Java that it needs. One node is shared
 * by the classes that need one; those that lose nodes start a ring of three.
 */
package io.breakwater.journal.cassandra;

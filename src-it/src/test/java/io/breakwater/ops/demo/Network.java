package io.breakwater.ops.demo;

import io.breakwater.ops.cluster.Wiring;

/** What the nodes of a trial reach each other and Cassandra by. */
sealed interface Network extends Wiring, AutoCloseable permits Wires, Cables {
    /** The node's process has ended: who knocks at its port is to be refused. */
    void ended(int node);

    /** The node's process is about to start again. */
    void starting(int node);

    @Override
    void close();
}

package io.breakwater.bench.cassandra;

import io.breakwater.cassandra.Ring;

/** Pekko's own Cassandra journal as it comes, but for where Cassandra is and what a single node can hold. */
final class StockJournal {

    private StockJournal() {}

    static String settings(Ring ring) {
        return """
                pekko.persistence.journal.plugin = "pekko.persistence.cassandra.journal"
                pekko.persistence.snapshot-store.plugin = "pekko.persistence.cassandra.snapshot"
                pekko.persistence.cassandra {
                  journal { keyspace = stock, keyspace-autocreate = true, tables-autocreate = true }
                  snapshot { keyspace = stock_snapshot, keyspace-autocreate = true, tables-autocreate = true }
                  events-by-tag.enabled = off
                }
                # Under full load commands wait longer than the defaults allow; the same holds for the other side.
                pekko.persistence.cassandra.journal.circuit-breaker.call-timeout = 120s
                pekko.persistence.cassandra.journal.recovery-event-timeout = 120s
                datastax-java-driver.basic {
                  contact-points = ["%s"]
                  load-balancing-policy.local-datacenter = "%s"
                  request.timeout = 30 s
                }
                datastax-java-driver.advanced.reconnect-on-init = true
                """.formatted(ring.node().contactPoint(), ring.dataCenter());
    }
}

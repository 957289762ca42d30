package io.breakwater.bench.cluster;

import io.breakwater.cassandra.Ring;
import java.time.Duration;

/** Processor time of a cluster's nodes and of the Cassandra processes under them, since they started. */
final class CpuMeter {

    private final Members members;
    private final Ring ring;

    /** Nanoseconds. */
    record Reading(long nodes, long cassandra) {

        static final Reading NONE = new Reading(0, 0);

        Reading minus(Reading earlier) {
            return new Reading(nodes - earlier.nodes, cassandra - earlier.cassandra);
        }

        Reading plus(Reading more) {
            return new Reading(nodes + more.nodes, cassandra + more.cassandra);
        }

        long all() {
            return nodes + cassandra;
        }
    }

    CpuMeter(Members members, Ring ring) {
        this.members = members;
        this.ring = ring;
    }

    Reading read() {
        long nodes = 0;
        for (int member = 0; member < members.count(); member++) {
            nodes += members.get(member).process().cpu().toNanos();
        }
        long cassandra = ring.nodes().stream().map(node -> ProcessHandle.of(node.pid()).orElseThrow().info())
                .map(info -> info.totalCpuDuration().orElseThrow()).mapToLong(Duration::toNanos).sum();
        return new Reading(nodes, cassandra);
    }
}

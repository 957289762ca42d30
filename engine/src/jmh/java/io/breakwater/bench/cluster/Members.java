package io.breakwater.bench.cluster;

import io.breakwater.bench.node.NodeClient;
import io.breakwater.cassandra.FreePorts;
import io.breakwater.cassandra.Ring;
import io.breakwater.v1.GetNodeStatusRequest;
import io.breakwater.v1.GetNodeStatusResponse;
import io.breakwater.v1.LaneOwner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Node processes of one cluster, each a seed. */
final class Members implements AutoCloseable {

    private static final long POLL_NANOS = Duration.ofMillis(250).toNanos();
    private static final long MOST_SETTLING_NANOS = Duration.ofSeconds(240).toNanos();

    private final List<Member> members = new ArrayList<>();

    /**
     * What the members of a cluster have in common.
     *
     * @param directory for all of them
     * @param keyspace in the ring, with its tables
     * @param more lines of settings, above all others
     */
    record Plan(Path directory, Ring ring, String keyspace, int nodes, String more) {}

    private final List<Integer> ports;

    private Members(List<Integer> ports) {
        this.ports = ports;
    }

    /** Starts one after the other. */
    static Members start(Plan plan) throws IOException, InterruptedException {
        List<Integer> ports = FreePorts.several(plan.nodes());
        Members all = new Members(ports);
        String seeds = ports.stream().map(port -> "\"127.0.0.1:" + port + "\"").collect(Collectors.joining(", "));
        for (int i = 0; i < plan.nodes(); i++) {
            all.members.add(new Member(plan.directory().resolve(plan.keyspace() + "-" + i), """
                    %s
                    breakwater.cluster {
                      seeds = [%s]
                      port = %d
                    }
                    %s
                    """.formatted(journal(plan.ring(), plan.keyspace()), seeds, ports.get(i), plan.more())));
        }
        boolean started = false;
        try {
            for (Member member : all.members) {
                member.start();
            }
            started = true;
            return all;
        } finally {
            if (!started) {
                all.close();
            }
        }
    }

    /** Where the logs are. */
    static String journal(Ring ring, String keyspace) {
        return """
                breakwater.journal {
                  kind = cassandra
                  cassandra {
                    contact-points = ["%s"]
                    local-data-center = "%s"
                    keyspace = %s
                    replication = ["%s = 1"]
                  }
                }
                """.formatted(ring.node().contactPoint(), ring.dataCenter(), keyspace, ring.dataCenter());
    }

    /** host:port between nodes. */
    String address(int number) {
        return "127.0.0.1:" + ports.get(number);
    }

    int count() {
        return members.size();
    }

    Member get(int number) {
        return members.get(number);
    }

    /** Ways to all members but one. @param but the number of the one, −1 for none */
    List<NodeClient> clients(int but) {
        return members.stream().filter(member -> member.isAlive() && members.indexOf(member) != but)
                .map(Member::client).toList();
    }

    /** Every lane with owner and term, as a member knows it. @param from the member's number */
    List<LaneOwner> lanes(int from) {
        return status(from).getLaneOwnersList();
    }

    private GetNodeStatusResponse status(int from) {
        return members.get(from).client().adminNow().getNodeStatus(GetNodeStatusRequest.getDefaultInstance());
    }

    /** Terms of all lanes: each take-over and each move adds one at least. */
    long terms(int from) {
        return lanes(from).stream().mapToLong(LaneOwner::getTerm).sum();
    }

    /**
     * Waits until all members are up and no lane has moved for so long; who has ended by itself is started again.
     *
     * @throws IOException where they go on moving
     */
    void settle(Duration still) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        long since = begun;
        long terms = -1;
        while (System.nanoTime() - since < still.toNanos()) {
            if (System.nanoTime() - begun > MOST_SETTLING_NANOS) {
                throw new IOException("lanes move without an end");
            }
            LockSupport.parkNanos(POLL_NANOS);
            for (Member member : members) {
                if (!member.isAlive()) {
                    member.kill();
                    member.start();
                }
            }
            long now = terms(0);
            if (now != terms || status(0).getMembersCount() != members.size()) {
                terms = now;
                since = System.nanoTime();
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        for (Member member : members) {
            member.close();
        }
    }
}

package io.breakwater.ops.demo;

import io.breakwater.cassandra.CassandraNode;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * What is done to a cluster under load. Each ends with all nodes serving again and nothing between them in the way.
 */
enum ClusterFault {
    /** SIGKILL; the others take over, then it comes back on its address. */
    KILLED {
        @Override
        Duration inject(ClusterTrial trial, int node) throws Exception {
            trial.kill(node);
            trial.history().await(PACKS_TAKEN_OVER);
            trial.restart(node);
            return trial.history().awaitInAll(PACKS_AFTER);
        }
    },
    /** SIGKILL, and started on its address before the others have noticed. */
    RESTARTED_AT_ONCE {
        @Override
        Duration inject(ClusterTrial trial, int node) throws Exception {
            trial.kill(node);
            trial.restart(node);
            return trial.history().await(PACKS_AFTER);
        }
    },
    /** SIGSTOP past take-over, SIGCONT: it finds out that it is no owner any more, and ends. */
    FROZEN {
        @Override
        Duration inject(ClusterTrial trial, int node) throws Exception {
            trial.node(node).freeze();
            trial.history().await(PACKS_TAKEN_OVER);
            trial.node(node).thaw();
            trial.awaitEnd(node);
            trial.restart(node);
            return trial.history().awaitInAll(PACKS_AFTER);
        }
    },
    /** It leaves in good order, comes back, and lanes are moved to it again. */
    LEFT {
        @Override
        Duration inject(ClusterTrial trial, int node) throws Exception {
            trial.leave(node);
            trial.restart(node);
            return trial.history().await(PACKS_AFTER);
        }
    },
    /** One after the other, all leave in good order and come back. */
    ROLLED {
        @Override
        Duration inject(ClusterTrial trial, int node) throws Exception {
            for (int each = 0; each < ClusterTrial.NODES; each++) {
                trial.leave((node + each) % ClusterTrial.NODES);
                trial.restart((node + each) % ClusterTrial.NODES);
            }
            return trial.history().await(PACKS_AFTER);
        }
    },
    /**
     * One after the other, all come back as a release that writes events in a form which those before it only read;
     * then one is rolled back, and goes on behind what it only reads.
     */
    UPGRADED {
        @Override
        Duration inject(ClusterTrial trial, int node) throws Exception {
            trial.releases().writeNew(true);
            ROLLED.inject(trial, node);
            trial.releases().writeNew(false);
            return LEFT.inject(trial, node);
        }
    },
    /** Nothing passes between it and the others, which take over while it still reaches clients and Cassandra. */
    CUT_OFF {
        @Override
        Duration inject(ClusterTrial trial, int node) throws Exception {
            trial.wires().isolate(node);
            trial.history().await(PACKS_TAKEN_OVER);
            trial.awaitEnd(node);
            trial.wires().mend();
            trial.restart(node);
            return trial.history().awaitInAll(PACKS_AFTER);
        }
    },
    /**
     * The first seed is killed and starts again behind a cut: it finds nobody, and founds a second cluster over the same
     * logs. The cut heals, it finds out, ends, and comes back as a member.
     */
    FOUNDED_BESIDE {
        @Override
        Duration inject(ClusterTrial trial, int node) throws Exception {
            trial.kill(FIRST_SEED);
            trial.history().await(PACKS_TAKEN_OVER);
            trial.wires().isolate(FIRST_SEED);
            trial.restart(FIRST_SEED);
            trial.wires().mend();
            trial.awaitEnd(FIRST_SEED);
            trial.restart(FIRST_SEED);
            return trial.history().awaitInAll(PACKS_AFTER);
        }
    },
    /**
     * Its cable is pulled until the others have taken over: it reaches nobody, neither Cassandra nor clients. What it had
     * on its way is sent again by its kernel when the cable is back, and changes nothing; it ends.
     */
    UNPLUGGED {
        @Override
        Duration inject(ClusterTrial trial, int node) throws Exception {
            trial.cables().pull(node);
            trial.history().await(PACKS_TAKEN_OVER);
            trial.cables().plug(node);
            trial.awaitEnd(node);
            trial.restart(node);
            return trial.history().awaitInAll(PACKS_AFTER);
        }

        @Override
        boolean isOfCables() {
            return true;
        }
    },
    /** Its cable is pulled, and plugged in again before anybody is given up: the kernels send again what was lost. */
    UNPLUGGED_SHORTLY {
        @Override
        Duration inject(ClusterTrial trial, int node) {
            trial.cables().pull(node);
            LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
            trial.cables().plug(node);
            return trial.history().await(PACKS_AFTER);
        }

        @Override
        boolean isOfCables() {
            return true;
        }
    },
    /** Too short a cut for anybody to be given up. */
    CUT_SHORTLY {
        @Override
        Duration inject(ClusterTrial trial, int node) {
            trial.wires().isolate(node);
            LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
            trial.wires().mend();
            return trial.history().await(PACKS_AFTER);
        }
    },
    /** Cassandra's answers to one node are lost for longer than it waits: what it has written, it does not know. */
    ANSWERS_LOST {
        @Override
        Duration inject(ClusterTrial trial, int node) {
            trial.wires().loseAnswers(node);
            LockSupport.parkNanos(Duration.ofSeconds(7).toNanos());
            trial.wires().mend();
            return trial.history().await(PACKS_AFTER);
        }

        /** Drivers find the other nodes of Cassandra by themselves, where no relay stands. */
        @Override
        boolean fits(int cassandraNodes) {
            return cassandraNodes == 1;
        }
    },
    /** All between the nodes and Cassandra takes longer. */
    DELAYED {
        @Override
        Duration inject(ClusterTrial trial, int node) {
            trial.wires().delay(Duration.ofMillis(100));
            Duration slowest = trial.history().await(PACKS_AFTER / 2);
            trial.wires().mend();
            trial.history().await(PACKS_AFTER / 2);
            return slowest;
        }
    },
    /** SIGKILL to Cassandra, which comes back; no node ends. */
    CASSANDRA_KILLED {
        @Override
        Duration inject(ClusterTrial trial, int node) {
            CassandraNode cassandra = trial.cluster().cassandra().node();
            cassandra.kill();
            cassandra.start();
            cassandra.awaitUp();
            return trial.history().await(PACKS_AFTER);
        }
    },
    /** SIGSTOP to Cassandra for longer than appends are waited for, SIGCONT: writes that come late change nothing. */
    CASSANDRA_FROZEN {
        @Override
        Duration inject(ClusterTrial trial, int node) {
            CassandraNode cassandra = trial.cluster().cassandra().node();
            cassandra.freeze();
            LockSupport.parkNanos(Duration.ofSeconds(9).toNanos());
            cassandra.thaw();
            return trial.history().await(PACKS_AFTER);
        }
    };

    static final int PACKS_AFTER = 40;
    private static final int FIRST_SEED = 0;
    /** That the others serve all lanes, before a node comes back: each pack has orders for most of them. */
    private static final int PACKS_TAKEN_OVER = 10;

    /**
     * Does it to the node of this place, from 0, or to Cassandra.
     *
     * @return the longest that a pack of decisions took until it was answered
     */
    abstract Duration inject(ClusterTrial trial, int node) throws Exception;

    /** Whether it does what it says with so many nodes of Cassandra. Only the first of them has a place on cables. */
    boolean fits(int cassandraNodes) {
        return !isOfCables() || cassandraNodes == 1;
    }

    /** Whether nodes have to have networks of their own for it, instead of relays between them. */
    boolean isOfCables() {
        return false;
    }

    /** Does it, and says what it took. */
    Duration played(ClusterTrial trial, int node) throws Exception {
        trial.history().observe();
        return inject(trial, node);
    }
}

package io.breakwater.bench.cluster;

/** What Pekko 1.2 comes with, above what a node sets otherwise. Its resolver is on: without one nothing fails over. */
final class StockTimers {

    static final String SETTINGS = """
            breakwater.cluster.ended.refusals = 0
            pekko.cluster {
              split-brain-resolver { stable-after = 20s, down-all-when-unstable = on }
              down-removal-margin = off
              failure-detector {
                heartbeat-interval = 1 s
                acceptable-heartbeat-pause = 3 s
                expected-response-after = 1 s
              }
              gossip-interval = 1 s
              leader-actions-interval = 1 s
              unreachable-nodes-reaper-interval = 1 s
              sharding {
                rebalance-interval = 10 s
                retry-interval = 2 s
                waiting-for-state-timeout = 2 s
                updating-state-timeout = 5 s
                coordinator-failure-backoff = 5 s
                shard-failure-backoff = 10 s
                entity-restart-backoff = 10 s
                handoff-timeout = 60 s
              }
              singleton.hand-over-retry-interval = 1 s
            }
            """;

    private StockTimers() {}
}

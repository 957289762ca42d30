package io.breakwater.bench.cluster;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.MoreExecutors;
import io.breakwater.actors.lane.LaneId;
import io.breakwater.bench.load.LoadShape;
import io.breakwater.bench.node.FirstDecision;
import io.breakwater.bench.node.NodeClient;
import io.breakwater.v1.DecideResponse;
import io.breakwater.v1.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks every counterparty lane for an order ten times a second, without waiting for answers, through members that are
 * left. A lane is back with the answer to the first request that was followed by no failed one.
 */
final class LaneProbes {

    /** Of counterparties, as a node has them by default. */
    static final int LANES = 16;
    private static final long PERIOD_NANOS = Duration.ofMillis(100).toNanos();
    private static final Duration DEADLINE = Duration.ofSeconds(2);
    /** Longer than a view may go unconfirmed, so that what follows a take-over is counted too. */
    private static final long CALM_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long MOST_NANOS = Duration.ofMinutes(4).toNanos();
    private static final Set<Verdict> DECIDED = EnumSet.of(Verdict.VERDICT_ACCEPTED, Verdict.VERDICT_REFUSED);

    private final List<NodeClient> clients;
    private final int[] ranks = new int[LANES];
    private final long[] failedSent = new long[LANES];
    private final long[] backSent = new long[LANES];
    private final long[] back = new long[LANES];
    private long lastFailure;

    /** @param clients of members that will be there all the time */
    LaneProbes(List<NodeClient> clients) {
        this.clients = clients;
        Arrays.fill(ranks, -1);
        for (int rank = 0, found = 0; found < LANES; rank++) {
            int lane = LaneId.numberOf(LoadShape.entity(rank), LANES);
            if (ranks[lane] < 0) {
                ranks[lane] = rank;
                found++;
            }
        }
    }

    /** Counterparties that a cluster must know, so that there is one in each lane. */
    static int counterparties() {
        return Arrays.stream(new LaneProbes(List.of()).ranks).max().orElseThrow() + 1;
    }

    /**
     * Asks until all lanes have decided for a while.
     *
     * @param lost how long ago a member was lost counts from here, by {@link System#nanoTime}
     * @param fails whether some lanes must fail first
     * @return milliseconds that each lane was without service, ascending
     */
    List<Double> untilBack(long lost, boolean fails) throws IOException {
        long turn = 0;
        for (long next = lost; !isOver(lost, fails); next += PERIOD_NANOS) {
            for (int lane = 0; lane < LANES; lane++) {
                ask(lane, clients.get((int) (turn++ % clients.size())));
            }
            if (System.nanoTime() - lost > MOST_NANOS) {
                throw new IOException("lanes are not back after minutes: " + gaps(lost));
            }
            LockSupport.parkNanos(next + PERIOD_NANOS - System.nanoTime());
        }
        return gaps(lost);
    }

    private synchronized boolean isOver(long lost, boolean fails) {
        long now = System.nanoTime();
        boolean allBack = Arrays.stream(back).allMatch(at -> at != 0);
        return allBack && (lastFailure == 0 ? !fails && now - lost > CALM_NANOS : now - lastFailure > CALM_NANOS);
    }

    private void ask(int lane, NodeClient client) {
        long sent = System.nanoTime();
        Futures.addCallback(client.decisions(DEADLINE).decide(FirstDecision.request(ranks[lane])),
                new FutureCallback<>() {
                    @Override
                    public void onSuccess(DecideResponse response) {
                        boolean decided = !response.hasStatus()
                                && DECIDED.contains(response.getOutcomes(0).getVerdict());
                        answered(lane, sent, decided);
                    }

                    @Override
                    public void onFailure(Throwable fault) {
                        answered(lane, sent, false);
                    }
                }, MoreExecutors.directExecutor());
    }

    private synchronized void answered(int lane, long sent, boolean decided) {
        long now = System.nanoTime();
        if (!decided) {
            lastFailure = now;
            failedSent[lane] = Math.max(failedSent[lane], sent);
            if (backSent[lane] <= sent) {
                back[lane] = 0;
            }
        } else if (sent > failedSent[lane] && back[lane] == 0) {
            backSent[lane] = sent;
            back[lane] = now;
        }
    }

    private synchronized List<Double> gaps(long lost) {
        List<Double> gaps = new ArrayList<>();
        for (int lane = 0; lane < LANES; lane++) {
            gaps.add((back[lane] - lost) / 1e6);
        }
        return gaps.stream().sorted().toList();
    }
}

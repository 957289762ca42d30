package io.breakwater.link.record;

import io.breakwater.kernel.Hash64;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Two to four data centers, two nodes each, around a record that answers late, not at all, or after it was given up;
 * clocks of any rate within the drift. The leases are the engine's.
 */
final class LeaseModel {
    private static final LeaseRule RULE = new LeaseRule(Duration.ofMillis(1_000), 10);
    private static final long RENEW_NANOS = Duration.ofMillis(150).toNanos();
    private static final long TIMEOUT_NANOS = Duration.ofMillis(300).toNanos();
    private static final long END_NANOS = Duration.ofSeconds(20).toNanos();
    private static final long MILLI = 1_000_000;

    /** Ways in which it could be wrong. */
    enum Flaw {
        NONE,
        /** A holder counts its lease from the answer. */
        COUNTED_FROM_THE_ANSWER,
        /** Nobody minds that clocks differ. */
        NO_DRIFT_MARGIN,
        /** A fence does not ask whether the lease was renewed meanwhile. */
        FENCE_UNCONDITIONALLY,
        /** A data center that is fenced goes on as if it were not. */
        MISSING_FENCE,
        /** A renewal of another node counts from when this one has read it. */
        COUNTED_FROM_THE_READING
    }

    /** @param violation empty where there was none */
    record Outcome(String violation, long trace, long fences, long returns, long zombies, long openWrites) {}

    private record Due(long at, long order, Runnable what) implements Comparable<Due> {
        @Override
        public int compareTo(Due that) {
            return at != that.at ? Long.compare(at, that.at) : Long.compare(order, that.order);
        }
    }

    /** One node: its data center's lease and what it sees of the others, by its own clock. */
    private final class Node {
        private final int center;
        private final double rate;
        private final long skew;
        private final OwnLease lease;
        private final PeerLeases leases;
        private boolean busy;
        private boolean cut;

        Node(int center) {
            this.center = center;
            this.rate = 0.905 + random.nextDouble() * 0.185;
            this.skew = random.nextLong(1L << 50);
            LeaseRule rule = flaw == Flaw.NO_DRIFT_MARGIN ? new LeaseRule(Duration.ofMillis(1_000), 1) : RULE;
            this.lease = new OwnLease(rule, center);
            this.leases = new PeerLeases(rule);
        }

        long clock() {
            return skew + (long) (now * rate);
        }

        void round() {
            if (!busy) {
                busy = true;
                renew();
            }
            after((long) (RENEW_NANOS / rate), this::round);
        }

        private void renew() {
            long began = clock();
            SiteEntry known = lease.known();
            boolean[] ours = new boolean[1];
            call(this, () -> ours[0] = apply(known, known.renewed(), !known.isFenced()), answered -> {
                if (answered && ours[0]) {
                    told(began, new SiteRecord.Renewal(known.renewed(), true));
                } else {
                    openWrites += answered ? 0 : 1;
                    SiteEntry[] read = new SiteEntry[1];
                    call(this, () -> read[0] = entries[center], again -> {
                        if (again) {
                            told(began, new SiteRecord.Renewal(read[0], false));
                        } else {
                            busy = false;
                        }
                    });
                }
            });
        }

        private void told(long began, SiteRecord.Renewal answer) {
            boolean late = flaw == Flaw.COUNTED_FROM_THE_ANSWER
                    || flaw == Flaw.COUNTED_FROM_THE_READING && !answer.isOurs()
                    && answer.entry().renewal() > lease.known().renewal();
            boolean ours = answer.isOurs() || flaw == Flaw.COUNTED_FROM_THE_READING && late;
            zombies += answer.entry().isFenced() ? 1 : 0;
            SiteEntry entry = flaw == Flaw.MISSING_FENCE
                    ? new SiteEntry(center, answer.entry().term(), answer.entry().renewal() + 1, SiteEntry.NOBODY)
                    : answer.entry();
            lease.answered(late ? clock() : began, new SiteRecord.Renewal(entry,
                    ours || flaw == Flaw.MISSING_FENCE));
            look();
        }

        private void look() {
            SiteEntry[][] read = new SiteEntry[1][];
            call(this, () -> read[0] = entries.clone(), answered -> {
                if (answered) {
                    for (SiteEntry entry : read[0]) {
                        leases.read(entry, clock());
                    }
                    fenceSomeone();
                } else {
                    busy = false;
                }
            });
        }

        private void fenceSomeone() {
            for (int other = 0; other < entries.length; other++) {
                SiteEntry seen = leases.ended(other, clock());
                if (other != center && seen != null && !lease.isFenced()) {
                    int away = other;
                    call(this, () -> fence(away, seen, center), _ -> busy = false);
                    return;
                }
            }
            busy = false;
        }
    }

    private final SplittableRandom random;
    private final Flaw flaw;
    private final PriorityQueue<Due> queue = new PriorityQueue<>();
    private final List<Node> nodes = new ArrayList<>();
    private final SiteEntry[] entries;
    private long now;
    private long order;
    private long trace;
    private long fences;
    private long returns;
    private long zombies;
    private long openWrites;
    private String violation = "";

    LeaseModel(long seed, Flaw flaw) {
        this.random = new SplittableRandom(Hash64.mix(seed));
        this.flaw = flaw;
        this.entries = new SiteEntry[random.nextInt(2, 5)];
        for (int center = 0; center < entries.length; center++) {
            entries[center] = SiteEntry.absent(center);
            nodes.add(new Node(center));
            nodes.add(new Node(center));
        }
    }

    Outcome run() {
        nodes.forEach(node -> after(random.nextLong(RENEW_NANOS), node::round));
        after(random.nextLong(2_000 * MILLI), this::trouble);
        while (!queue.isEmpty() && queue.peek().at() <= END_NANOS && violation.isEmpty()) {
            Due due = queue.poll();
            now = due.at();
            trace = Hash64.combine(Hash64.combine(trace, now), due.order());
            due.what().run();
        }
        return new Outcome(violation, trace, fences, returns, zombies, openWrites);
    }

    private void after(long nanos, Runnable what) {
        queue.add(new Due(now + nanos, order++, what));
    }

    /** Cuts a data center, or one of its nodes, from the record for a while; later people let the fenced back in. */
    private void trouble() {
        int center = random.nextInt(entries.length);
        boolean whole = random.nextInt(3) > 0;
        long nanos = random.nextLong(200 * MILLI, 4_000 * MILLI);
        nodes.stream().filter(node -> node.center == center && (whole || node == nodes.get(2 * center)))
                .forEach(node -> {
                    node.cut = true;
                    after(nanos, () -> node.cut = false);
                });
        after(nanos + random.nextLong(500 * MILLI), () -> reinstate(center));
        after(random.nextLong(1_500 * MILLI, 3_000 * MILLI), this::trouble);
    }

    private void reinstate(int center) {
        if (entries[center].isFenced()) {
            entries[center] = entries[center].reinstated();
            returns++;
        }
    }

    /** What was asked may happen and not be told, happen later than it is given up, or never. */
    private void call(Node node, Runnable what, java.util.function.Consumer<Boolean> then) {
        boolean[] told = new boolean[1];
        long there = random.nextLong(MILLI, 40 * MILLI) * (random.nextInt(12) == 0 ? 12 : 1);
        long back = random.nextLong(MILLI, 40 * MILLI) * (random.nextInt(12) == 0 ? 12 : 1);
        boolean lost = node.cut || random.nextInt(15) == 0;
        boolean done = !lost || random.nextBoolean() && !node.cut;
        if (done) {
            after(there, what);
        }
        if (!lost) {
            after(there + back, () -> settle(told, true, then));
        }
        after(TIMEOUT_NANOS, () -> settle(told, false, then));
    }

    private static void settle(boolean[] told, boolean answered, java.util.function.Consumer<Boolean> then) {
        if (!told[0]) {
            told[0] = true;
            then.accept(answered);
        }
    }

    private boolean apply(SiteEntry known, SiteEntry wanted, boolean allowed) {
        boolean applies = allowed && entries[wanted.center()].equals(known);
        if (applies) {
            entries[wanted.center()] = wanted;
        }
        return applies;
    }

    private void fence(int away, SiteEntry seen, int by) {
        boolean stands = entries[away].equals(seen) || flaw == Flaw.FENCE_UNCONDITIONALLY && !entries[away].isFenced();
        if (stands && !entries[by].isFenced()) {
            entries[away] = entries[away].fenced(by);
            fences++;
            check(away);
        }
    }

    /** From now on none of its nodes may hold the lease, until it was let back in. */
    private void check(int away) {
        SiteEntry fenced = entries[away];
        for (Node node : nodes) {
            if (node.center == away && node.lease.holds(node.clock(), 0)) {
                violation = "data center " + away + " is fenced and holds its lease";
            }
        }
        if (violation.isEmpty() && entries[away].equals(fenced) && entries[away].isFenced()) {
            after(20 * MILLI, () -> {
                if (entries[away].equals(fenced)) {
                    check(away);
                }
            });
        }
    }
}

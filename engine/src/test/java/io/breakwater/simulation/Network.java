package io.breakwater.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** What lies between data centers: it drops, delays, doubles and reorders, and can be cut one way or both. */
final class Network {
    private static final int DROPPED_PERCENT = 4;
    private static final int DELAYED_PERCENT = 4;
    private static final int DOUBLED_PERCENT = 4;

    private final World world;
    private final boolean[][] cut;
    private final long[][] lastArrival;
    private boolean faulty = true;

    Network(World world, int centers) {
        this.world = world;
        this.cut = new boolean[centers][centers];
        this.lastArrival = new long[centers][centers];
    }

    void send(int from, int to, Runnable deliver) {
        if (faulty && world.chance(DROPPED_PERCENT)) {
            world.count(Fault.MESSAGE_DROPPED);
            return;
        }
        travel(from, to, deliver);
        if (faulty && world.chance(DOUBLED_PERCENT)) {
            world.count(Fault.MESSAGE_DUPLICATED);
            travel(from, to, deliver);
        }
    }

    private void travel(int from, int to, Runnable deliver) {
        long delay = world.between(4_000, 12_000);
        if (faulty && world.chance(DELAYED_PERCENT)) {
            world.count(Fault.MESSAGE_DELAYED);
            delay += world.between(20_000, 250_000);
        }
        long arrival = world.nowMicros() + delay;
        if (arrival < lastArrival[from][to]) {
            world.count(Fault.MESSAGES_REORDERED);
        }
        lastArrival[from][to] = Math.max(lastArrival[from][to], arrival);
        world.after(delay, () -> {
            if (!cut[from][to]) {
                deliver.run();
            }
        });
    }

    void cut(int from, int to, boolean isCut) {
        cut[from][to] = isCut;
    }

    boolean isCut(int from, int to) {
        return cut[from][to];
    }

    /** No faults from now on. */
    void heal() {
        faulty = false;
        for (boolean[] row : cut) {
            java.util.Arrays.fill(row, false);
        }
    }

    /** Who can be reached from there and back, over others if need be. */
    List<Integer> component(int from, IntPredicate isUp) {
        List<Integer> reached = new ArrayList<>(List.of(from));
        for (int i = 0; i < reached.size(); i++) {
            int at = reached.get(i);
            for (int next = 0; next < cut.length; next++) {
                if (!reached.contains(next) && isUp.test(next) && !cut[at][next] && !cut[next][at]) {
                    reached.add(next);
                }
            }
        }
        return reached;
    }
}

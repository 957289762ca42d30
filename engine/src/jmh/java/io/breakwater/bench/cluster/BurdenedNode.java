package io.breakwater.bench.cluster;

import io.breakwater.app.Main;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A node beside so much live data that a collection of the whole heap takes as long as it is told: objects that refer
 * to one another without any order, so that the collector finds none of them in a cache.
 */
final class BurdenedNode {

    /** Of its JVM: room for ten seconds and more, beside the node. */
    static final String HEAP = "-Xmx3g";

    private static final int FIRST = 2_000_000;
    /** 20 bytes each, half of the heap at most. */
    private static final int MOST = 80_000_000;
    private static final double LEAST_GROWTH = 1.1;
    private static final double MOST_GROWTH = 2;

    /** Alive as long as the process is. */
    private static Link[] burden = {};

    private static final class Link {
        private Link any;
    }

    private BurdenedNode() {}

    /** @param args the seconds, then those of the node */
    public static void main(String[] args) {
        long wanted = Duration.ofSeconds(Integer.parseInt(args[0])).toNanos();
        fill(FIRST);
        for (long taken = collect(); taken < wanted && burden.length < MOST; taken = collect()) {
            double growth = Math.clamp((double) wanted / taken, LEAST_GROWTH, MOST_GROWTH);
            fill((int) Math.min(MOST, burden.length * growth));
        }
        Main.main(Arrays.copyOfRange(args, 1, args.length));
    }

    private static void fill(int size) {
        int from = burden.length;
        burden = Arrays.copyOf(burden, size);
        for (int i = from; i < size; i++) {
            burden[i] = new Link();
        }
        SplittableRandom random = new SplittableRandom(size);
        for (Link link : burden) {
            link.any = burden[random.nextInt(size)];
        }
    }

    /** The second of two, which finds all of it where it stays; nanoseconds. */
    private static long collect() {
        System.gc();
        long begun = System.nanoTime();
        System.gc();
        return System.nanoTime() - begun;
    }
}

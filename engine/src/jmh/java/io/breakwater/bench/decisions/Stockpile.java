package io.breakwater.bench.decisions;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.function.Supplier;

/**
 * Parcels that were made before the clock starts, so that making them takes nothing from whoever decides. For a client
 * in a process of its own: where both share a heap, its collector would have to carry them along.
 */
public final class Stockpile<P> implements Supplier<P> {

    private static final double SPARE = 1.5;
    private static final int MOST = 4_000_000;

    private final Supplier<P> maker;
    private final int beside;
    private final ArrayDeque<P> made = new ArrayDeque<>();
    private double parcelsASecond;
    private double seconds;
    private long taken;

    /**
     * @param beside parcels that may be in flight when the time is over
     * @param parcelsASecond the most to be expected at first
     */
    public Stockpile(Supplier<P> maker, int beside, double parcelsASecond) {
        this.maker = maker;
        this.beside = beside;
        this.parcelsASecond = parcelsASecond;
    }

    /** Makes what the next run may take, by what the last one took. */
    public void prepare(Duration time) {
        parcelsASecond = taken == 0 ? parcelsASecond : taken / seconds;
        seconds = time.toNanos() / 1e9;
        taken = 0;
        int wanted = (int) Math.min(MOST, beside + parcelsASecond * SPARE * seconds);
        while (made.size() < wanted) {
            made.add(maker.get());
        }
    }

    /** Null when it is used up. */
    @Override
    public P get() {
        taken++;
        return made.poll();
    }
}

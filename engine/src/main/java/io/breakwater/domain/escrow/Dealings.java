package io.breakwater.domain.escrow;

import io.breakwater.kernel.Exact;

/**
 * What one data center has to do with another: entries that only the first one writes and that only grow.
 *
 * @param given rights given to the other in all
 * @param asked rights asked back from the other in all
 * @param answered of what the other has asked back, given
 * @param reclaimed rights taken from the other after it was fenced
 * @param conceded of what the other reclaimed, taken account of
 * @param seen the other's {@link Row#outflow} as far as it was read; written by its watcher
 * @param lifted the other's restrictions up to this one no longer hold
 */
public record Dealings(
        long given, long asked, long answered, long reclaimed, long conceded, long seen, long lifted) {

    public static final Dealings NONE = new Dealings(0, 0, 0, 0, 0, 0, 0);

    /** Figure by figure, the larger. */
    public Dealings merged(Dealings that) {
        return new Dealings(Math.max(given, that.given), Math.max(asked, that.asked),
                Math.max(answered, that.answered), Math.max(reclaimed, that.reclaimed),
                Math.max(conceded, that.conceded), Math.max(seen, that.seen), Math.max(lifted, that.lifted));
    }

    /** The flows of both; what was merely known stays as it is here. */
    Dealings plus(Dealings lost) {
        return new Dealings(Exact.add(given, lost.given), asked, Exact.add(answered, lost.answered),
                Exact.add(reclaimed, lost.reclaimed), conceded, seen, lifted);
    }

    public Dealings givingMore(long rights) {
        return new Dealings(Exact.add(given, rights), asked, answered, reclaimed, conceded, seen, lifted);
    }

    /** Gives back what was asked. */
    public Dealings answeringMore(long rights) {
        return new Dealings(Exact.add(given, rights), asked, Exact.add(answered, rights), reclaimed, conceded, seen,
                lifted);
    }

    public Dealings askingMore(long rights) {
        return new Dealings(given, Exact.add(asked, rights), answered, reclaimed, conceded, seen, lifted);
    }

    public Dealings reclaimingMore(long rights) {
        return new Dealings(given, asked, answered, Exact.add(reclaimed, rights), conceded, seen, lifted);
    }

    public Dealings withConceded(long inAll) {
        return new Dealings(given, asked, answered, reclaimed, Math.max(conceded, inAll), seen, lifted);
    }

    public Dealings withSeen(long outflow) {
        return new Dealings(given, asked, answered, reclaimed, conceded, Math.max(seen, outflow), lifted);
    }

    public Dealings withLifted(long upTo) {
        return new Dealings(given, asked, answered, reclaimed, conceded, seen, Math.max(lifted, upTo));
    }
}

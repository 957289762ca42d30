package io.breakwater.domain.escrow;

import io.breakwater.kernel.Invariants;

/**
 * What the giver of a limit knows about one holder. All four figures only grow. The holder may know of less of the
 * first two, the giver of less of the last two; both err on the safe side (I-04).
 *
 * @param name such as {@code acme} or {@code groups/west}
 * @param granted all that was ever granted to it
 * @param recalled all that was ever asked back
 * @param returned all that it is known to have given back
 * @param demanded how much it would like to have been granted in all
 */
public record Holder(String name, long granted, long recalled, long returned, long demanded) {

    public Holder {
        Invariants.check(0 <= returned && returned <= recalled, "a holder returns only what was recalled");
        Invariants.check(recalled <= granted, "no more is recalled than was granted");
    }

    static Holder enrolled(String name) {
        return new Holder(name, 0, 0, 0, 0);
    }

    /** What it may use, as far as the giver can know. */
    public long outstanding() {
        return granted - returned;
    }

    /** Asked back and not yet returned. */
    public long owed() {
        return recalled - returned;
    }

    /** What it will keep once it has returned all that was asked back. */
    public long kept() {
        return granted - recalled;
    }

    /** Demanded and not granted. */
    public long lacking() {
        return Math.max(0, demanded - granted);
    }

    /** What it could be asked back for another's sake; see {@link Escrow#recallsFor}. */
    long spareFor(Holder other) {
        long half = kept() / 2;
        boolean spares = owed() == 0 && (lacking() == 0 || half > other.kept());
        return spares && !name.equals(other.name) ? half : 0;
    }

    Holder granted(long total) {
        return new Holder(name, total, recalled, returned, demanded);
    }

    Holder recalled(long more) {
        return new Holder(name, granted, recalled + more, returned, demanded);
    }

    /** Figure by figure, the larger. */
    public Holder merged(Holder that) {
        return new Holder(name, Math.max(granted, that.granted), Math.max(recalled, that.recalled),
                Math.max(returned, that.returned), Math.max(demanded, that.demanded));
    }

    /** Keeps the larger of each figure. */
    Holder reported(long returnedInAll, long demandedInAll) {
        return new Holder(
                name, granted, recalled, Math.max(returned, returnedInAll), Math.max(demanded, demandedInAll));
    }
}

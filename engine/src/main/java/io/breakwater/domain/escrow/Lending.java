package io.breakwater.domain.escrow;

import io.breakwater.kernel.Invariants;

/**
 * What a data center's part of a limit has lent to the scope under it, which shares it out to holders and is the only
 * borrower. The first three figures only grow, as a {@link Holder}'s do; the last is advice, and the latest word of it
 * counts, for what is not wanted any more may go to other data centers.
 *
 * @param granted all that was ever lent
 * @param recalled all that was ever asked back
 * @param returned all that is known to have come back
 * @param wanted how much the scope would like to have for its use; less than it has where some lies idle
 */
public record Lending(long granted, long recalled, long returned, long wanted) {

    public static final Lending NONE = new Lending(0, 0, 0, 0);
    /** Nothing more is lent when the first figure is there, so that sums never overflow. */
    public static final long CEILING = 1L << 62;

    public Lending {
        Invariants.check(0 <= returned && returned <= recalled, "a scope returns only what was recalled");
        Invariants.check(recalled <= granted, "no more is recalled than was lent");
        Invariants.check(wanted >= 0, "nobody wants less than nothing");
    }

    /** What the scope may use, as far as is known here. */
    public long outstanding() {
        return granted - returned;
    }

    /** Asked back and not yet returned. */
    public long owed() {
        return recalled - returned;
    }

    /** What will still be with the scope when it has returned all that was asked back: its cap. */
    public long kept() {
        return granted - recalled;
    }

    /** Wanted and not lent. */
    public long lacking() {
        return Math.max(0, wanted - kept());
    }

    /**
     * What the scope says. It may know of more than is known here where a restore has lost what was lent, so that the
     * first two figures are the larger ones. One that has not heard of all that was lent calls none of it idle.
     */
    public Lending heard(Lending scope) {
        return new Lending(Math.max(granted, scope.granted), Math.max(recalled, scope.recalled),
                Math.max(returned, scope.returned),
                scope.granted < granted ? Math.max(wanted, scope.wanted) : scope.wanted);
    }

    /** What was lent before the scope has said how much it wants is not idle: it counts as wanted until then. */
    public Lending lendingMore(long rights) {
        return rights == 0 ? this
                : new Lending(granted + rights, recalled, returned, Math.max(wanted, kept() + rights));
    }

    /** Asks back what lies idle; or more, whoever uses it, so that so much is owed. */
    public Lending recalling(long needed) {
        long idle = kept() - wanted;
        long missing = Math.min(kept(), needed - owed());
        long more = Math.max(0, Math.max(idle, missing));
        return more == 0 ? this : new Lending(granted, recalled + more, returned, wanted);
    }
}

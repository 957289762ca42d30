package io.breakwater.domain.scope;

import io.breakwater.domain.escrow.Escrow;
import io.breakwater.domain.escrow.Holder;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Rounding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Parts for those who keep nothing of a cap, asked for in their name: they had to give back all they had, or came when
 * there was nothing, and only an order that is refused would ask. It is said as they would say it and decided like
 * that, so that no more is granted than there is (I-04). Mutable, lives for one look.
 */
public final class FirstParts {
    /** A scope whose holders have that part of what it was lent calls none of it idle. */
    private static final int PART = 4;

    private final Escrow cap;
    private final long part;
    private final Map<String, Long> begun;
    /** At most half of what may be granted is asked for: so each is granted all of it, one after the other. */
    private long left;
    /** What of it is left for those who use some. */
    private long spare;

    private FirstParts(Escrow cap, Map<String, Long> begun) {
        this.cap = cap;
        this.part = part(cap);
        this.begun = begun;
        this.left = cap.surplus() - cap.surplus() / 2;
        this.spare = Math.max(0, left - part * cap.holders().size());
    }

    /** True while no holder keeps anything. */
    public static boolean isBare(Escrow cap) {
        return cap.outstanding() == cap.owed();
    }

    /** What each is to have free: a quarter of what may be granted, evenly, rounded up; 0 where that is nothing. */
    public static long part(Escrow cap) {
        return Exact.divide(cap.surplus(), (long) PART * Math.max(1, cap.holders().size()), Rounding.CEILING);
    }

    /**
     * What they would say, at most so many of them.
     *
     * @param begun who kept nothing, or owed what it used, when it was asked for, and what it is to have beyond its
     *     part; is changed. They get more while the part grows, for a cap may be lent bit by bit
     * @param most at least 0
     */
    public static List<ScopeFact.HolderReported> words(Escrow cap, Map<String, Long> begun, int most) {
        FirstParts parts = new FirstParts(cap, begun);
        List<ScopeFact.HolderReported> words = new ArrayList<>();
        cap.holders().forEachSorted((_, holder) -> {
            long lacking = words.size() < most ? parts.lacking(holder) : 0;
            if (lacking > 0) {
                words.add(new ScopeFact.HolderReported(
                        holder.name(), cap.measure(), holder.returned(), holder.granted() + lacking));
            }
        });
        return words;
    }

    private long lacking(Holder holder) {
        long kept = holder.kept();
        Long used = kept == 0 || holder.owed() > 0 ? Long.valueOf(0) : begun.get(holder.name());
        if (used == null) {
            return 0;
        }
        // What it still owes it uses, as all that it has, and gives back of what it is granted next.
        long missing = holder.owed() > 0 ? part + holder.owed() : part + used - kept;
        long own = Math.max(0, part - kept);
        long lacking = Math.clamp(missing, 0, Math.min(left, own + spare));
        left -= lacking;
        spare -= Math.max(0, lacking - own);
        begun.put(holder.name(), Math.max(0, kept + lacking - part));
        return lacking;
    }
}

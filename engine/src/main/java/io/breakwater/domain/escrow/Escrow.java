package io.breakwater.domain.escrow;

import io.breakwater.domain.Measure;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Hash64;
import io.breakwater.kernel.Invariants;
import io.breakwater.kernel.LongMap;
import io.breakwater.kernel.Rounding;
import java.util.ArrayList;
import java.util.List;

/**
 * One limit at its giver, shared out to holders who then decide alone (O'Neil's escrow, ALGORITHMS 8). A right is the
 * permission to use one unit. It is minted when it is first granted, is local when a holder has returned it, and is
 * burned when the cap has been lowered beneath what exists. Always
 *
 * <pre>minted − burned = local + Σ over holders (granted − returned)</pre>
 *
 * and nothing is granted that would take the sum over the cap. A holder uses at most what it knows to be granted less
 * what it has returned, so what is used stays within the cap whatever messages are lost, doubled or late (I-04).
 *
 * <p>Rights are minted when granted, not when the cap is set: {@code minted} then grows with what is really handed out,
 * so that no number of changes of the cap can overflow it.
 *
 * @param cap the target, in the measure's unit; {@link #UNLIMITED} where none was set
 * @param minted all rights ever made
 * @param burned all rights ever destroyed
 * @param outstanding Σ {@link Holder#outstanding}
 * @param owed Σ {@link Holder#owed}
 * @param holders by {@link Hash64} of their names; at most {@link #MAX_HOLDERS}
 */
public record Escrow(
        Measure measure, long cap, long minted, long burned, long outstanding, long owed, LongMap<Holder> holders) {

    /** The cap where none was set: no sum over holders reaches it in earnest, and none overflows. */
    public static final long UNLIMITED = 1L << 60;
    public static final int MAX_HOLDERS = 65_536;
    /** No cumulative figure grows past it, so that the difference and the sum of two never overflow. */
    private static final long CEILING = 1L << 62;
    /** A first grant is sized as if so many more holders were there already. */
    private static final int EARLY_HOLDERS = 4;
    /**
     * A first grant is this part of an even share, so that the reserve shrinks only with the 4th root of the holders.
     */
    private static final int EVEN_SHARE_PART = 4;
    /** Less than this part of what is lacking is not worth an event. */
    private static final int LEAST_PART = 256;
    /** Holders that are asked at once for the sake of one. */
    private static final int MAX_RECALLS = 64;

    public Escrow {
        Invariants.check(0 <= cap && cap <= UNLIMITED, "cap out of range");
        Invariants.check(minted - burned - outstanding >= 0, "no more is outstanding than exists");
        Invariants.check(0 <= owed && owed <= outstanding, "no more is owed than is outstanding");
        Invariants.check(holders.size() <= MAX_HOLDERS, "holders beyond the bound");
    }

    public static Escrow unlimited(Measure measure) {
        return new Escrow(measure, UNLIMITED, 0, 0, 0, 0, LongMap.empty());
    }

    /** Rights that exist: with holders or here. */
    public long rights() {
        return minted - burned;
    }

    /** Rights that exist and are with no holder. */
    public long local() {
        return rights() - outstanding;
    }

    /** What binds now: the cap, or more while a lowering is being recalled. */
    public long effective() {
        return Math.max(cap, outstanding);
    }

    /** What may still be granted. */
    public long surplus() {
        return Math.max(0, cap - outstanding);
    }

    /** What holders have beyond the cap; more than 0 only after it was lowered. */
    public long excess() {
        return Math.max(0, outstanding - cap);
    }

    /** Null when no such holder is enrolled. */
    public Holder holder(String name) {
        Holder holder = holders.get(Hash64.of(name));
        return holder != null && holder.name().equals(name) ? holder : null;
    }

    /** Whether a holder of this name could be enrolled: neither it nor one with the same hash is there. */
    public boolean isFree(String name) {
        return !holders.containsKey(Hash64.of(name));
    }

    /** What a scope says to a holder; the latest is the largest, so it may be said any number of times. */
    public Grant grant(String scope, Holder holder) {
        return new Grant(scope, measure, holder.granted(), holder.recalled());
    }

    /**
     * What a holder gets when it enrols, with n there before it: surplus ÷ (4 · (n + 4)), rounded up, at most half of
     * the surplus. The reserve left for demand after n holders is about cap · (4 ÷ n)^¼: a fifth after 2,000.
     */
    public long firstGrant() {
        long divisor = (long) EVEN_SHARE_PART * (holders.size() + EARLY_HOLDERS);
        return grantable(Exact.divide(surplus(), divisor, Rounding.CEILING), 0);
    }

    /**
     * What a holder gets that was not granted all it has demanded: what it lacks, at most half of the surplus. Nothing
     * where that is less than 1/256 of what it lacks, unless it is all there is: ever smaller halves would go on and on
     * and help nobody.
     */
    public long offer(Holder holder) {
        long lacking = holder.demanded() - holder.granted();
        long part = grantable(lacking, holder.granted());
        return part < lacking / LEAST_PART && part < surplus() ? 0 : part;
    }

    /**
     * At most half of the surplus, rounded up so that the last right is not stranded; 0 once a figure is at its
     * ceiling.
     */
    private long grantable(long wanted, long grantedBefore) {
        long half = surplus() - surplus() / 2;
        long room = Math.min(CEILING - grantedBefore, CEILING - minted);
        return Math.max(0, Math.min(Math.min(wanted, half), room));
    }

    /** With a new holder that was granted so much at once. */
    public Escrow enrolled(String name, long granted) {
        Invariants.check(isFree(name), "a holder enrols once");
        return granted(Holder.enrolled(name), granted);
    }

    /** The holder has been granted so much in all. */
    public Escrow granted(String name, long total) {
        return granted(known(name), total);
    }

    private Escrow granted(Holder holder, long total) {
        long more = total - holder.granted();
        Invariants.check(0 <= more && more <= surplus(), "grants stay within the cap");
        long fresh = more - Math.min(local(), more);
        LongMap<Holder> changed = holders.put(Hash64.of(holder.name()), holder.granted(total));
        return new Escrow(measure, cap, minted + fresh, burned, outstanding + more, owed, changed);
    }

    /** A holder has returned and demanded so much in all, as far as it is heard; older reports change nothing. */
    public Escrow reported(String name, long returnedInAll, long demandedInAll) {
        Holder holder = known(name);
        Holder heard = holder.reported(returnedInAll, Math.min(demandedInAll, CEILING));
        long back = heard.returned() - holder.returned();
        LongMap<Holder> changed = holders.put(Hash64.of(name), heard);
        return new Escrow(measure, cap, minted, burned, outstanding - back, owed - back, changed).burnt();
    }

    /**
     * With what a holder's own log says where the end of the giver's was lost. What it was granted it has, also beyond
     * the cap: then nothing is granted until so much has come back.
     */
    public Escrow recovered(Holder own) {
        Holder known = holder(own.name());
        Holder before = known == null ? Holder.enrolled(own.name()) : known;
        Holder after = before.merged(own);
        long there = outstanding + after.outstanding() - before.outstanding();
        long fresh = Math.max(0, there - rights());
        return new Escrow(measure, cap, minted + fresh, burned, there, owed + after.owed() - before.owed(),
                holders.put(Hash64.of(own.name()), after)).burnt();
    }

    /** The cap is this from now on: what exists beyond it is burned where it is local and recalled where it is not. */
    public Escrow capped(long newCap) {
        Escrow lowered = new Escrow(measure, newCap, minted, burned, outstanding, owed, holders).burnt();
        return lowered.recalled(lowered.outstanding - newCap - owed);
    }

    /**
     * Holders are late with what they owe, perhaps because they use it: asks all of them for the missing part again.
     */
    public Escrow recalledAgain() {
        return recalled(excess());
    }

    /**
     * What others can be asked back so that a holder gets what it lacks: at most half of what each keeps, of those who
     * owe nothing, since whoever has not returned what it was asked for uses it; and of those who want more themselves
     * only where half is still more than the holder has. Nothing while what came back would only be burned.
     */
    public List<Recall> recallsFor(String name) {
        Holder wanting = known(name);
        long missing = wanting.lacking() - surplus();
        if (missing <= 0 || outstanding > cap) {
            return List.of();
        }
        List<Recall> recalls = new ArrayList<>();
        long[] left = {missing};
        holders.forEach((_, holder) -> {
            long part = Math.min(left[0], holder.spareFor(wanting));
            if (part > missing / LEAST_PART && recalls.size() < MAX_RECALLS) {
                left[0] -= part;
                recalls.add(new Recall(holder.name(), part));
            }
        });
        return List.copyOf(recalls);
    }

    public Escrow recalled(Recall recall) {
        Holder asked = known(recall.holder()).recalled(recall.amount());
        return new Escrow(measure, cap, minted, burned, outstanding, owed + recall.amount(),
                holders.put(Hash64.of(asked.name()), asked));
    }

    private Escrow burnt() {
        long burn = Math.max(0, Math.min(local(), rights() - cap));
        return burn == 0 ? this : new Escrow(measure, cap, minted, burned + burn, outstanding, owed, holders);
    }

    /** Asks back so much more, from each in proportion to what it would keep. */
    private Escrow recalled(long wanted) {
        long kept = outstanding - owed;
        long total = Math.min(wanted, kept);
        if (total <= 0) {
            return this;
        }
        LongMap.Builder<Holder> asked = LongMap.builder();
        long[] left = {total};
        holders.forEach((key, holder) -> {
            long share = Exact.mulDiv(holder.kept(), total, kept, Rounding.CEILING);
            long part = Math.min(share, left[0]);
            left[0] -= part;
            asked.put(key, holder.recalled(part));
        });
        Invariants.check(left[0] == 0, "all that is to be recalled is asked of someone");
        return new Escrow(measure, cap, minted, burned, outstanding, owed + total, asked.build());
    }

    private Holder known(String name) {
        Holder holder = holder(name);
        Invariants.check(holder != null, "only an enrolled holder is granted rights");
        return holder;
    }

    /** This escrow, its sums checked against every holder; for what was read from a snapshot. */
    public Escrow verified() {
        long[] sums = new long[2];
        holders.forEach((key, holder) -> {
            Invariants.check(key == Hash64.of(holder.name()), "holders are kept by their names");
            sums[0] = Exact.add(sums[0], holder.outstanding());
            sums[1] = Exact.add(sums[1], holder.owed());
        });
        Invariants.check(sums[0] == outstanding, "outstanding is the sum over holders");
        Invariants.check(sums[1] == owed, "owed is the sum over holders");
        return this;
    }
}

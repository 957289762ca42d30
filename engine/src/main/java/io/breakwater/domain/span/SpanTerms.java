package io.breakwater.domain.span;

import io.breakwater.domain.escrow.Matrix;
import io.breakwater.domain.escrow.Row;
import io.breakwater.kernel.Invariants;
import io.breakwater.kernel.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What all data centers have agreed about a limit, by one version after the other in the three-site record. A data
 * center goes by the newest that it has heard of; versions may be left out.
 *
 * @param version 1, 2, 3…; 0 where there is no limit yet
 * @param members data centers, home first; who takes the home over comes next
 * @param windowed true: WINDOWED, false: AUTONOMOUS
 * @param window how far a data center's outflow may run ahead of what its watcher has seen; 0 where autonomous
 * @param target the cap, in the measure's unit
 * @param authority rights that each data center may have created, in all; never falls, and stays when one has left
 * @param fenced data centers that were fenced, each with the one that reclaims from it
 * @param watchedSince version from which a data center's watcher has been the one it is, and its window no wider than
 *     it is, where that is not the first: who watched it once and watches it again must hear of it anew before it
 *     reclaims, and so must who would take what it may have used within a wider window
 */
public record SpanTerms(
        long version,
        List<Integer> members,
        boolean windowed,
        long window,
        long target,
        Table<Integer, Long> authority,
        Table<Integer, Integer> fenced,
        Table<Integer, Long> watchedSince) {

    public static final SpanTerms NONE = new SpanTerms(0, List.of(), false, 0, 0, Table.empty(), Table.empty(),
            Table.empty());

    /** Versions that follow the same one, one a data center. */
    private static final int WRITERS = 128;

    public SpanTerms {
        Invariants.check(members.size() <= Matrix.MAX_ROWS, "members beyond the bound");
        Invariants.check(window >= 0 && target >= 0, "neither window nor target is negative");
    }

    /** The next version as a data center writes it: of two that follow the same one, none is the other. */
    public static long versionAfter(long known, int dataCenter) {
        return (known / WRITERS + 1) * WRITERS + dataCenter;
    }

    /**
     * What is agreed about a new limit, each member with an even part of its rights and home with what is left over.
     *
     * @param window 0: autonomous
     */
    public static SpanTerms opened(List<Integer> members, long window, long target) {
        long part = target / members.size();
        Table<Integer, Long> authority = Table.empty();
        for (int member : members) {
            authority = authority.put(member, part);
        }
        long rest = target - part * members.size();
        return new SpanTerms(0, members, window > 0, window, target,
                authority.put(members.getFirst(), part + rest), Table.empty(), Table.empty());
    }

    /**
     * With another cap and window. A raise lets the home create what is missing.
     *
     * @param burned what is known to have been destroyed
     */
    public SpanTerms retargeted(long newTarget, long newWindow, long burned) {
        long exist = authority.values().stream().mapToLong(Long::longValue).sum() - burned;
        long more = Math.max(0, newTarget - exist);
        int home = members.getFirst();
        return new SpanTerms(version, members, newWindow > 0, newWindow, newTarget,
                authority.put(home, authority(home) + more), fenced, watchedSince);
    }

    /** With another home; who was it comes last. */
    public SpanTerms homeMoved(int to) {
        List<Integer> moved = new ArrayList<>(members);
        moved.remove(Integer.valueOf(to));
        moved.remove(members.getFirst());
        moved.addFirst(to);
        if (to != members.getFirst()) {
            moved.addLast(members.getFirst());
        }
        return new SpanTerms(version, List.copyOf(moved), windowed, window, target, authority, fenced, watchedSince);
    }

    /** Without a data center that is gone: its watcher reclaims from it, and takes the home over where it was that. */
    public SpanTerms fencing(int dataCenter) {
        int watcher = watcherOf(dataCenter);
        SpanTerms without = new SpanTerms(version, members, windowed, window, target, authority,
                fenced.put(dataCenter, watcher), watchedSince);
        return isHome(dataCenter) ? without.homeMoved(watcher) : without;
    }

    public SpanTerms reinstating(int dataCenter) {
        return new SpanTerms(version, members, windowed, window, target, authority, fenced.remove(dataCenter),
                watchedSince);
    }

    /** With one more data center, which comes last and has no rights yet. */
    public SpanTerms joinedBy(int dataCenter) {
        List<Integer> more = new ArrayList<>(members);
        more.add(dataCenter);
        return amongst(more, dataCenter);
    }

    /** Without one that is not home: it gives back what it has, as that comes free. */
    public SpanTerms leftBy(int dataCenter) {
        List<Integer> fewer = new ArrayList<>(members);
        fewer.remove(Integer.valueOf(dataCenter));
        return amongst(fewer, dataCenter);
    }

    private SpanTerms amongst(List<Integer> others, int changed) {
        return new SpanTerms(version, List.copyOf(others), windowed, window, target,
                authority.put(changed, authority(changed)), fenced, watchedSince);
    }

    /** All that ever took part: members, and who has left and may have rights still. */
    public Set<Integer> everyone() {
        Set<Integer> all = new TreeSet<>(members);
        all.addAll(authority.keys());
        return all;
    }

    /**
     * As they were agreed after these: whose watcher is not who it was has to be heard by it anew, and everyone where
     * the window has become narrower.
     */
    public SpanTerms following(SpanTerms before, long agreed) {
        Table<Integer, Long> since = watchedSince;
        boolean narrowed = before.isWiderThan(this);
        for (int member : everyone()) {
            boolean same = before.version() == 0 || !narrowed && watcherOf(member) == before.watcherOf(member);
            since = same ? since : since.put(member, agreed);
        }
        return new SpanTerms(agreed, members, windowed, window, target, authority, fenced, since);
    }

    /** Whether more may run ahead of what a watcher has seen than under others. */
    public boolean isWiderThan(SpanTerms that) {
        return that.windowed && (!windowed || window > that.window);
    }

    public boolean isHome(int dataCenter) {
        return !members.isEmpty() && members.getFirst() == dataCenter;
    }

    public boolean isMember(int dataCenter) {
        return members.contains(dataCenter);
    }

    public boolean isFenced(int dataCenter) {
        return fenced.containsKey(dataCenter);
    }

    /** Who says how much of a data center's outflow it has seen: the first member but itself. */
    public int watcherOf(int dataCenter) {
        return members.stream().filter(member -> member != dataCenter).findFirst().orElse(Row.NOBODY);
    }

    /** Whether the owner of a row goes by its present watcher's word, and by nobody else's since. */
    public boolean isWatchedBy(int watcher, Row row) {
        return watcherOf(row.owner()) == watcher && row.watcher() == watcher
                && row.version() >= watchedSince.getOrDefault(row.owner(), 1L);
    }

    public long authority(int dataCenter) {
        return authority.getOrDefault(dataCenter, 0L);
    }
}

package io.breakwater.simulation;

import io.breakwater.domain.span.SpanTerms;
import io.breakwater.kernel.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The three-site record: linearizable, one version after the other. */
final class Agreement {
    private final Map<String, SpanTerms> terms = new TreeMap<>();

    void open(String limit, List<Integer> members, boolean windowed, long window, long target) {
        Table<Integer, Long> authority =
                target < Oracle.UNLIMITED ? SpanTerms.opened(members, window, target).authority() : Table.empty();
        terms.put(limit, new SpanTerms(1, members, windowed, window, target, authority, Table.empty(),
                Table.empty()));
    }

    SpanTerms of(String limit) {
        return terms.get(limit);
    }

    private void put(String limit, SpanTerms old, List<Integer> members, long target, Table<Integer, Long> authority,
            Table<Integer, Integer> fenced) {
        long version = old.version() + 1;
        SpanTerms plain = new SpanTerms(version, members, old.windowed(), old.window(), target, authority, fenced,
                Table.empty());
        Table<Integer, Long> since = old.watchedSince();
        for (int member : plain.everyone()) {
            since = plain.watcherOf(member) == old.watcherOf(member) ? since : since.put(member, version);
        }
        terms.put(limit, new SpanTerms(version, members, old.windowed(), old.window(), target, authority, fenced, since));
    }

    /** A raise lets the home create what is missing; @param burned what the home knows to have been destroyed */
    void target(String limit, long target, long burned) {
        SpanTerms old = of(limit);
        int home = old.members().getFirst();
        long exist = old.authority().values().stream().mapToLong(Long::longValue).sum() - burned;
        long more = Math.max(0, target - exist);
        put(limit, old, old.members(), target, old.authority().put(home, old.authority(home) + more), old.fenced());
    }

    void moveHome(String limit, int away) {
        SpanTerms old = of(limit);
        List<Integer> members = new ArrayList<>(old.members());
        members.remove(Integer.valueOf(away));
        members.add(away);
        put(limit, old, List.copyOf(members), old.target(), old.authority(), old.fenced());
    }

    void leave(String limit, int dataCenter) {
        SpanTerms old = of(limit);
        SpanTerms left = old.leftBy(dataCenter);
        put(limit, old, left.members(), old.target(), left.authority(), old.fenced());
    }

    void join(String limit, int dataCenter) {
        SpanTerms old = of(limit);
        SpanTerms joined = old.joinedBy(dataCenter);
        put(limit, old, joined.members(), old.target(), joined.authority(), old.fenced());
    }

    void fence(String limit, int dataCenter, int watcher) {
        SpanTerms old = of(limit);
        put(limit, old, old.members(), old.target(), old.authority(), old.fenced().put(dataCenter, watcher));
    }

    void unfence(String limit, int dataCenter) {
        SpanTerms old = of(limit);
        put(limit, old, old.members(), old.target(), old.authority(), old.fenced().remove(dataCenter));
    }
}

package io.breakwater.simulation;

import io.breakwater.domain.escrow.Dealings;
import io.breakwater.domain.escrow.Matrix;
import io.breakwater.domain.escrow.Row;
import io.breakwater.domain.span.Span;
import io.breakwater.domain.span.SpanFact;
import io.breakwater.kernel.Hash64;
import io.breakwater.kernel.LongMap;
import io.breakwater.kernel.RequestId;
import io.breakwater.kernel.Table;
import io.breakwater.simulation.Violation.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Sees every data center at once, and what clients and venues were told: the union of what was let through against one
 * limit, and every right where it is. Rows are taken as they are durable; what a lost data center had decided behind
 * the point that its restore came back to stays true.
 */
final class Oracle {
    static final long UNLIMITED = 1L << 40;

    /** A hold that a client was told of. */
    record Open(String limit, int dataCenter, long amount, long hold) {}

    /** What a data center lost: its rows and holds as they were. */
    private static final class Loss {
        private final Map<String, Span> last = new TreeMap<>();
        private final Map<String, Row> beyond = new TreeMap<>();
        private final Map<String, Span> recovered = new TreeMap<>();
        private final Set<String> noted = new TreeSet<>();
    }

    private final Agreement agreement;
    private final List<String> limits;
    private final Map<String, Row[]> truth = new TreeMap<>();
    private final Map<Integer, Loss> losses = new TreeMap<>();
    private final TreeMap<Long, Open> open = new TreeMap<>();
    private final Set<Long> releasing = new TreeSet<>();
    private final Map<String, Long> used = new TreeMap<>();
    private final Map<RequestId, Long> accepted = new HashMap<>();

    Oracle(Agreement agreement, List<String> limits, int centers) {
        this.agreement = agreement;
        this.limits = limits;
        for (String limit : limits) {
            Row[] rows = new Row[centers];
            for (int i = 0; i < centers; i++) {
                rows[i] = Row.empty(i);
            }
            truth.put(limit, rows);
            used.put(limit, 0L);
        }
    }

    TreeMap<Long, Open> open() {
        return open;
    }

    /** An entity counts its own holds, so that two limits may have the same id. */
    private static long key(String limit, long hold) {
        return Hash64.combine(Hash64.of(limit), hold) >>> 1;
    }

    boolean isWhole() {
        return losses.isEmpty();
    }

    long used(String limit) {
        return used.get(limit);
    }

    Matrix truth(String limit) {
        Table<Integer, Row> rows = Table.empty();
        for (Row row : truth.get(limit)) {
            rows = rows.put(row.owner(), row);
        }
        return new Matrix(0, rows);
    }

    /** A data center's log has become longer. */
    void observe(DataCenter center, Lane lane) {
        for (String limit : limits) {
            Span span = lane.durable(limit);
            Row[] rows = truth.get(limit);
            int id = center.id();
            reconcile(id, limit, span);
            if (span.self() == id && !span.own().equals(rows[id])) {
                observe(limit, id, rows, span);
            }
        }
    }

    /** Its log says first that all is in doubt, and then what had been lost. */
    private void reconcile(int id, String limit, Span span) {
        Loss loss = losses.get(id);
        if (loss != null && loss.beyond.containsKey(limit) && span.inDoubt()) {
            loss.noted.add(limit);
        } else if (loss != null && loss.noted.contains(limit)) {
            reconciled(id, limit);
        }
    }

    private void observe(String limit, int id, Row[] rows, Span span) {
        Loss loss = losses.get(id);
        Row now = loss == null || !loss.beyond.containsKey(limit) ? span.own()
                : span.own().freeing(span.stranded()).plus(loss.beyond.get(limit)).authorised(rows[id].created());
        check(!fell(rows[id], now), Kind.ENTRY_FELL, () -> limit + " at " + id + ": " + rows[id] + " to " + now);
        rows[id] = now;
        checkRights(limit);
    }

    private static boolean fell(Row before, Row after) {
        boolean fell = after.created() < before.created() || after.burned() < before.burned()
                || after.consumed() < before.consumed() || after.freed() < before.freed();
        for (int other : before.with().keys()) {
            Dealings was = before.with(other);
            Dealings is = after.with(other);
            fell |= is.given() < was.given() || is.reclaimed() < was.reclaimed() || is.answered() < was.answered();
        }
        return fell;
    }

    /** Rights are where someone wrote that they are, none is used twice, and nobody made any without authority. */
    private void checkRights(String limit) {
        Matrix all = truth(limit);
        for (Row row : all.rows().values()) {
            int id = row.owner();
            boolean doubted = losses.containsKey(id);
            check(doubted || all.local(id) >= 0, Kind.RIGHTS_MINTED,
                    () -> limit + ": " + id + " used or gave rights that it had not: " + all.local(id));
            boolean authorised = agreement.of(limit).target() == UNLIMITED
                    || row.created() <= agreement.of(limit).authority(id);
            check(authorised, Kind.RIGHTS_MINTED, () -> limit + ": " + id + " created rights without authority");
        }
    }

    /** Whether it was news. */
    boolean accepted(RequestId id, long hold, Open what) {
        Long before = accepted.put(id, hold);
        check(before == null || before == hold, Kind.TWO_OUTCOMES,
                () -> id + " was accepted as " + before + " and " + hold);
        if (before != null) {
            return false;
        }
        open.put(key(what.limit(), hold), what);
        long now = used.merge(what.limit(), what.amount(), Long::sum);
        long exist = truth(what.limit()).existing();
        check(now <= exist, Kind.OVER_LIMIT, () -> what.limit() + ": " + now + " are used and " + exist + " exist");
        return true;
    }

    void refused(RequestId id) {
        check(!accepted.containsKey(id), Kind.TWO_OUTCOMES, () -> id + " was accepted and then refused");
    }

    /** A client has asked for it, and may not hear of it at once. */
    void releasing(String limit, long hold) {
        releasing.add(key(limit, hold));
    }


    /** Its owner released it. */
    void released(String limit, long hold) {
        Open was = open.remove(key(limit, hold));
        if (was != null) {
            used.merge(was.limit(), -was.amount(), Long::sum);
        }
    }

    /** It was booked elsewhere that it has ended. */
    void settled(String limit, long hold) {
        released(limit, hold);
    }

    /** What clients hold somewhere is used there. */
    void checkHolds() {
        Map<String, long[]> held = new TreeMap<>();
        limits.forEach(limit -> held.put(limit, new long[truth.get(limit).length]));
        open.forEach((key, each) ->
                held.get(each.limit())[each.dataCenter()] += releasing.contains(key) ? 0 : each.amount());
        held.forEach((limit, amounts) -> {
            for (int i = 0; i < amounts.length; i++) {
                int id = i;
                long known = truth.get(limit)[id].used();
                check(losses.containsKey(id) || amounts[id] <= known, Kind.RIGHTS_MINTED,
                        () -> limit + ": clients hold " + amounts[id] + " at " + id + ", which counts " + known);
            }
        });
    }

    /** All disks are gone. */
    void lost(DataCenter center) {
        Loss loss = new Loss();
        loss.last.putAll(center.lastDurable());
        losses.put(center.id(), loss);
    }

    boolean isLost(int center) {
        return losses.containsKey(center);
    }

    /** It came back at this point: what it had done behind it is nowhere but here. */
    void restored(DataCenter center, Map<String, Span> recovered) {
        Loss loss = losses.get(center.id());
        recovered.forEach((limit, span) -> {
            Span last = loss.last.get(limit);
            Row beyond = beyond(center.id(), last, span, agreement.of(limit).target() == UNLIMITED);
            loss.beyond.put(limit, beyond);
            loss.recovered.put(limit, span);
            truth.get(limit)[center.id()] = span.matrix().row(center.id()).plus(beyond)
                    .authorised(truth.get(limit)[center.id()].created());
        });
    }

    /**
     * Differences. What was created by authority comes back with the terms. Of what was freed only what was reserved in
     * the lost part, for the rest ends when it is told.
     */
    private static Row beyond(int id, Span last, Span recovered, boolean byFacts) {
        Row was = last.matrix().row(id);
        Row is = recovered.matrix().row(id);
        long consumed = was.consumed() - is.consumed();
        long stillOpen = 0;
        for (long hold : last.holds().sortedKeys()) {
            stillOpen += recovered.holds().containsKey(hold) ? 0 : last.holds().get(hold);
        }
        Table<Integer, Dealings> with = Table.empty();
        for (int other : was.with().keys()) {
            Dealings then = was.with(other);
            Dealings now = is.with(other);
            with = with.put(other, new Dealings(then.given() - now.given(), 0, then.answered() - now.answered(),
                    then.reclaimed() - now.reclaimed(), 0, 0, 0));
        }
        return new Row(id, 0, Row.NOBODY, byFacts ? was.created() - is.created() : 0, was.burned() - is.burned(),
                consumed, consumed - stillOpen, 0, 0, 0, was.placed() - is.placed(), with);
    }

    /** What is to be told to a restored data center, as venues and clients know it. */
    SpanFact.LateTruth lateTruth(int center, String limit) {
        Loss loss = losses.get(center);
        Row beyond = loss.beyond.get(limit);
        LongMap<Long> last = loss.last.get(limit).holds();
        LongMap<Long> recovered = loss.recovered.get(limit).holds();
        LongMap<Long> holds = LongMap.empty();
        List<Long> ended = new ArrayList<>();
        for (long hold : last.sortedKeys()) {
            if (!recovered.containsKey(hold)) {
                holds = open.containsKey(key(limit, hold)) ? holds.put(hold, last.get(hold)) : holds;
                beyond = open.containsKey(key(limit, hold)) ? beyond : beyond.freeing(last.get(hold));
            }
        }
        for (long hold : recovered.sortedKeys()) {
            if (!last.containsKey(hold)) {
                ended.add(hold);
            }
        }
        return new SpanFact.LateTruth(beyond, holds, ended);
    }

    boolean isToReconcile(int center, String limit) {
        return losses.containsKey(center) && losses.get(center).beyond.containsKey(limit);
    }

    /** Nothing of this limit is in doubt there any more. */
    private void reconciled(int center, String limit) {
        Loss loss = losses.get(center);
        loss.beyond.remove(limit);
        loss.noted.remove(limit);
        if (loss.beyond.isEmpty()) {
            losses.remove(center);
        }
    }

    /** @param message made where it does not hold: to write what holds took a twentieth of the simulation's time */
    static void check(boolean holds, Kind kind, Supplier<String> message) {
        if (!holds) {
            throw new Violation(kind, message.get());
        }
    }
}

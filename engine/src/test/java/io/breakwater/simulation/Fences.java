package io.breakwater.simulation;

import io.breakwater.domain.escrow.Row;
import io.breakwater.domain.span.Span;
import io.breakwater.domain.span.SpanRequest;
import io.breakwater.domain.span.SpanTerms;
import java.util.Map;
import java.util.TreeMap;

/** Who is fenced, by whom, when it is let in again, and how everyone hears of it. */
final class Fences {
    private static final long FENCE_AFTER_MICROS = 60_000;
    private static final int WATCHERS_LOST_PERCENT = 25;

    private final Simulation simulation;
    private final World world;
    private final Agreement agreement;
    private final Trouble trouble;
    private final Map<String, Long> cutSince = new TreeMap<>();

    Fences(Simulation simulation, Trouble trouble) {
        this.simulation = simulation;
        this.world = simulation.world();
        this.agreement = simulation.agreement();
        this.trouble = trouble;
    }

    /** Whoever has been out of reach for long enough is fenced, and its watcher takes what lies beyond its window. */
    void fenceSomeone() {
        if (simulation.hasRecord()) {
            return;
        }
        for (String limit : simulation.limits()) {
            SpanTerms terms = agreement.of(limit);
            for (int each : terms.members()) {
                boolean useful = terms.windowed() || terms.isHome(each);
                if (useful && agreement.of(limit) == terms && terms.fenced().isEmpty() && isAway(limit, each)) {
                    fence(limit, each, terms);
                }
            }
        }
    }

    private boolean isAway(String limit, int each) {
        int watching = agreement.of(limit).watcherOf(each);
        if (watching == Row.NOBODY) {
            return false;
        }
        DataCenter watcher = simulation.centers().get(watching);
        DataCenter center = simulation.centers().get(each);
        long since = cutSince.getOrDefault(watcher.id() + ">" + center.id(), Long.MAX_VALUE);
        return since <= world.nowMicros() - FENCE_AFTER_MICROS && watcher.isOpen();
    }

    /** The record says that it is fenced: so it is in limits, by whoever watches it there. */
    void fenceInLimits(int away, DataCenter by) {
        for (String limit : simulation.limits()) {
            SpanTerms terms = agreement.of(limit);
            boolean left = terms.isMember(away) && !terms.isFenced(away) && terms.watcherOf(away) == by.id();
            if (left && (terms.windowed() || terms.isHome(away))) {
                fence(limit, away, terms);
            }
        }
    }

    private void noteCuts() {
        for (DataCenter from : simulation.centers()) {
            for (DataCenter to : simulation.others(from)) {
                String key = from.id() + ">" + to.id();
                if (simulation.canReach(from, to)) {
                    cutSince.remove(key);
                } else {
                    cutSince.putIfAbsent(key, world.nowMicros());
                }
            }
        }
    }

    private void fence(String limit, int away, SpanTerms terms) {
        if (terms.windowed()) {
            world.count(Fault.FENCE);
            agreement.fence(limit, away, terms.watcherOf(away));
        }
        if (terms.isHome(away)) {
            world.count(Fault.HOME_TAKEN_OVER);
            agreement.moveHome(limit, away);
        }
    }

    /** Watchers reclaim once they have heard that they may, and unfence once the other has conceded it. */
    void watch() {
        noteCuts();
        for (String limit : simulation.limits()) {
            SpanTerms terms = agreement.of(limit);
            terms.fenced().forEach((away, watcher) -> watch(limit, terms, away, simulation.centers().get(watcher)));
            simulation.centers().forEach(center -> {
                if (world.chance(40) && !simulation.sites().isCut(center.id())) {
                    hear(center, limit);
                }
            });
        }
        letInBeforeLimits();
        simulation.restrictions().note();
        simulation.oracle().checkHolds();
    }

    private void watch(String limit, SpanTerms terms, int away, DataCenter watcher) {
        if (!watcher.isOpen() || watcher.lane().newest(limit).terms().version() != terms.version()) {
            return;
        }
        Span span = watcher.lane().durable(limit);
        Span there = simulation.centers().get(away).isOpen()
                ? simulation.centers().get(away).lane().durable(limit) : null;
        boolean conceded = span.hasSettledWith(away) && watcher.lane().newest(limit).hasSettledWith(away);
        if (conceded && there != null && simulation.canReach(watcher, simulation.centers().get(away))) {
            letIn(limit, away);
        } else {
            boolean reclaims = span.reclaims(away);
            watcher.lane().tell(limit, new SpanRequest.Reclaim(away), simulation.newId(), outcome -> {
                if (outcome.isAccepted() && reclaims) {
                    loseWatcher(watcher, simulation.centers().get(away));
                }
            });
        }
    }

    /** First the record, then the limits. */
    private void letIn(String limit, int away) {
        if (simulation.sites().isFenced(away)) {
            simulation.sites().reinstate(away);
        } else {
            agreement.unfence(limit, away);
        }
    }

    /** Before its watcher has fenced it in any limit a data center may be back, and is let in by the record. */
    private void letInBeforeLimits() {
        for (DataCenter center : simulation.centers()) {
            boolean open = simulation.limits().stream().noneMatch(limit -> agreement.of(limit).isFenced(center.id()));
            if (open && center.isOpen() && simulation.sites().isFenced(center.id())
                    && simulation.others(center).stream().allMatch(other -> simulation.canReach(center, other))) {
                simulation.sites().reinstate(center.id());
            }
        }
    }

    /** With the disks that its reclaim is on alone; and whom it has fenced is heard of again before all is known. */
    private void loseWatcher(DataCenter watcher, DataCenter away) {
        if (trouble.isMaking() && world.chance(WATCHERS_LOST_PERCENT) && watcher.isOpen() && simulation.oracle().isWhole()) {
            world.count(Fault.WATCHER_LOST);
            trouble.lose(watcher);
            trouble.cutAll(away, false);
        }
    }

    /** From the three-site record, which it can reach now and then. */
    void hear(DataCenter center, String limit) {
        SpanTerms terms = agreement.of(limit);
        if (center.isOpen() && center.lane().newest(limit).terms().version() < terms.version()) {
            center.lane().tell(limit, new SpanRequest.SetTerms(terms), simulation.newId(), any -> { });
        }
    }

    void tellTerms() {
        simulation.limits().forEach(limit -> simulation.centers().forEach(center -> hear(center, limit)));
    }
}

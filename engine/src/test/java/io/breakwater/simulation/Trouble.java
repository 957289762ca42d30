package io.breakwater.simulation;

import io.breakwater.domain.escrow.Matrix;
import io.breakwater.domain.escrow.Row;
import io.breakwater.domain.span.Span;
import io.breakwater.domain.span.SpanRequest;
import io.breakwater.domain.span.SpanTerms;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What goes wrong with data centers, and what operators do about it. */
final class Trouble {
    private static final long FENCE_AFTER_MICROS = 60_000;
    private static final int WATCHERS_LOST_PERCENT = 25;

    /** A restriction that is in force until it is lifted. */
    private record Placed(String limit, int center, long restriction) {}

    private final Simulation simulation;
    private final World world;
    private final Network network;
    private final Agreement agreement;
    private final Map<String, Long> cutSince = new TreeMap<>();
    private final Map<Placed, boolean[]> restrictions = new java.util.LinkedHashMap<>();
    private boolean making = true;

    Trouble(Simulation simulation) {
        this.simulation = simulation;
        this.world = simulation.world();
        this.network = simulation.network();
        this.agreement = simulation.agreement();
    }

    void begin() {
        if (making) {
            make();
            world.after(world.between(8_000, 40_000), this::begin);
        }
    }

    void stop() {
        making = false;
    }

    private DataCenter any() {
        return simulation.centers().get(world.random.nextInt(simulation.centers().size()));
    }

    private String anyLimit() {
        return simulation.limits().get(world.random.nextInt(simulation.limits().size()));
    }

    private void make() {
        DataCenter center = any();
        switch (world.random.nextInt(19)) {
            case 0 -> cutPair(center, false);
            case 1 -> cutPair(center, true);
            case 2, 3, 14 -> isolate(center);
            case 4, 5 -> crash(center, world.chance(30));
            case 6 -> zombie(center);
            case 7 -> {
                if (world.chance(70)) {
                    lose(center);
                }
            }
            case 8 -> retarget();
            case 9 -> switchOver();
            case 10 -> restrict(center);
            case 11 -> drift(center);
            case 12 -> backup(center);
            case 17 -> remove(center);
            case 18 -> loseRecord(center);
            default -> fenceSomeone();
        }
    }

    private void cutPair(DataCenter center, boolean bothWays) {
        DataCenter other = any();
        if (other != center) {
            world.count(bothWays ? Fault.CUT_BOTH_WAYS : Fault.CUT_ONE_WAY);
            network.cut(center.id(), other.id(), true);
            network.cut(other.id(), center.id(), bothWays);
            world.after(world.between(10_000, 200_000), () -> {
                network.cut(center.id(), other.id(), false);
                network.cut(other.id(), center.id(), false);
            });
        }
    }

    private void isolate(DataCenter center) {
        world.count(Fault.CUT_BOTH_WAYS);
        cutAll(center, true);
        world.after(world.between(50_000, 400_000), () -> cutAll(center, false));
    }

    private void cutAll(DataCenter center, boolean cut) {
        for (DataCenter other : simulation.others(center)) {
            network.cut(center.id(), other.id(), cut);
            network.cut(other.id(), center.id(), cut);
        }
    }

    private void crash(DataCenter center, boolean alone) {
        if (center.lane() == null) {
            return;
        }
        world.count(Fault.CRASH);
        center.crash();
        if (alone) {
            cutAll(center, true);
            world.after(world.between(60_000, 200_000), () -> cutAll(center, false));
        }
        world.after(world.between(3_000, 50_000), () -> restart(center, alone));
    }

    private void restart(DataCenter center, boolean alone) {
        if (center.lane() == null && !center.isLost() && !center.isRestoring()) {
            world.count(alone ? Fault.COLD_START_WHILE_CUT : Fault.RESTART);
            center.start();
        }
    }

    private void zombie(DataCenter center) {
        if (center.isOpen()) {
            world.count(Fault.ZOMBIE_OWNER);
            center.takeOver();
        }
    }

    /** Not before those that lost their own disks have copied again what they had read of it. */
    private void lose(DataCenter center) {
        boolean copied = simulation.others(center).stream().allMatch(other -> other.hasCopied(center.id()));
        if (center.isOpen() && simulation.oracle().isWhole() && copied) {
            world.count(Fault.DATA_CENTER_LOST);
            simulation.lostNow(center.id());
            restrictions.values().forEach(knew -> knew[center.id()] = false);
            center.lose();
            world.after(world.between(40_000, 300_000), () -> {
                restore(center);
                world.after(world.between(30_000, 200_000), () -> reconcile(center));
            });
        }
    }

    void restore(DataCenter center) {
        if (center.isLost() && !center.isRestoring()) {
            world.count(Fault.RESTORE_FROM_OLD_BACKUP);
            center.restore();
        }
    }

    /** Whoever looks after it finds out what was lost, limit by limit. */
    void reconcile(DataCenter center) {
        if (center.isOpen() && simulation.oracle().isLost(center.id())) {
            simulation.clients().report(center);
        }
        for (String limit : simulation.limits()) {
            if (center.isOpen() && simulation.oracle().isToReconcile(center.id(), limit)) {
                center.lane().tell(limit, simulation.oracle().lateTruth(center.id(), limit), simulation.newId(),
                        any -> { });
            }
        }
        if (making && simulation.oracle().isLost(center.id())) {
            world.after(40_000, () -> reconcile(center));
        }
    }

    private void retarget() {
        String limit = simulation.limits().get(world.random.nextInt(simulation.limits().size() - 1));
        SpanTerms terms = agreement.of(limit);
        DataCenter home = simulation.centers().get(terms.members().getFirst());
        if (home.isOpen() && home.lane().newest(limit).terms().version() == terms.version()) {
            long target = world.between(100, 600);
            world.count(target > terms.target() ? Fault.LIMIT_RAISED : Fault.LIMIT_LOWERED);
            agreement.target(limit, target, burned(home.lane().durable(limit).matrix()));
            hear(home, limit);
        }
    }

    private static long burned(Matrix matrix) {
        return matrix.rows().values().stream().mapToLong(Row::burned).sum();
    }

    private void switchOver() {
        String limit = anyLimit();
        SpanTerms terms = agreement.of(limit);
        if (terms.fenced().isEmpty()) {
            world.count(Fault.HOME_SWITCHED_OVER);
            agreement.moveHome(limit, terms.members().getFirst());
        }
    }

    private void remove(DataCenter center) {
        String limit = anyLimit();
        SpanTerms terms = agreement.of(limit);
        if (terms.fenced().isEmpty() && terms.isMember(center.id()) && !terms.isHome(center.id())) {
            world.count(Fault.DATA_CENTER_REMOVED);
            agreement.leave(limit, center.id());
            world.after(world.between(30_000, 300_000), () -> add(limit, center.id()));
        }
    }

    private void add(String limit, int center) {
        if (!agreement.of(limit).isMember(center)) {
            world.count(Fault.DATA_CENTER_ADDED);
            agreement.join(limit, center);
        }
    }

    /** Everyone takes part again. */
    void addAll() {
        simulation.limits().forEach(limit -> simulation.centers().forEach(center -> add(limit, center.id())));
    }

    private void drift(DataCenter center) {
        world.count(Fault.CLOCK_DRIFT);
        center.drift(world.between(-500_000, 500_000), (int) world.between(80, 125));
    }

    /** The later ones are the older, for most restores. */
    private void backup(DataCenter center) {
        if (center.lane() != null) {
            center.backup();
        }
    }

    private void loseRecord(DataCenter center) {
        if (simulation.hasRecord()) {
            world.count(Fault.RECORD_CUT);
            simulation.sites().cut(center.id(), true);
            world.after(world.between(50_000, 400_000), () -> simulation.sites().cut(center.id(), false));
        }
    }

    private void restrict(DataCenter center) {
        if (!center.isOpen() || world.chance(50)) {
            return;
        }
        String limit = anyLimit();
        world.count(Fault.RESTRICTION_PLACED);
        center.lane().tell(limit, new SpanRequest.Restrict("by the simulation"), simulation.newId(), outcome -> {
            if (outcome.isAccepted()) {
                Placed placed = new Placed(limit, center.id(), outcome.reference());
                restrictions.put(placed, new boolean[simulation.centers().size()]);
                world.after(world.between(20_000, 120_000), () -> lift(placed));
            }
        });
    }

    private void lift(Placed placed) {
        DataCenter by = any();
        if (by.isOpen() && restrictions.containsKey(placed)) {
            by.lane().tell(placed.limit(), new SpanRequest.Lift(placed.center(), placed.restriction(), "two people"),
                    simulation.newId(), outcome -> lifted(placed, outcome.isAccepted()));
        }
        if (restrictions.containsKey(placed)) {
            world.after(10_000, () -> lift(placed));
        }
    }

    private void lifted(Placed placed, boolean accepted) {
        if (accepted) {
            restrictions.keySet().removeIf(each -> each.limit().equals(placed.limit())
                    && each.center() == placed.center() && each.restriction() <= placed.restriction());
        }
    }

    void liftAll() {
        List.copyOf(restrictions.keySet()).forEach(this::lift);
        for (String limit : simulation.limits()) {
            simulation.centers().stream().filter(DataCenter::isOpen).forEach(center -> liftUnheard(limit, center));
        }
    }

    /** Whoever placed it may never have heard that it was. */
    private void liftUnheard(String limit, DataCenter center) {
        long last = center.lane().durable(limit).matrix().restriction(center.id());
        if (last > 0) {
            center.lane().tell(limit, new SpanRequest.Lift(center.id(), last, "two people"), simulation.newId(),
                    outcome -> lifted(new Placed(limit, center.id(), last), outcome.isAccepted()));
        }
    }

    /** A data center knows of a restriction from when a durable block of its own says so, for good. */
    void checkRestrictions(String limit, DataCenter at) {
        restrictions.forEach((placed, knew) -> {
            if (placed.limit().equals(limit)) {
                Oracle.check(!knew[at.id()], Violation.Kind.RESTRICTION_PASSED,
                        at.id() + " knew that " + limit + " is restricted by " + placed.center());
            }
        });
    }

    void noteRestrictions() {
        restrictions.forEach((placed, knew) -> {
            for (DataCenter center : simulation.centers()) {
                if (center.isOpen()) {
                    Row row = center.lane().durable(placed.limit()).matrix().row(placed.center());
                    knew[center.id()] |= row.placed() >= placed.restriction();
                }
            }
        });
    }

    // Fences.

    /** Whoever has been out of reach for long enough is fenced, and its watcher takes what lies beyond its window. */
    private void fenceSomeone() {
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
        noteRestrictions();
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
        if (making && world.chance(WATCHERS_LOST_PERCENT) && watcher.isOpen() && simulation.oracle().isWhole()) {
            world.count(Fault.WATCHER_LOST);
            lose(watcher);
            cutAll(away, false);
        }
    }

    /** From the three-site record, which it can reach now and then. */
    private void hear(DataCenter center, String limit) {
        SpanTerms terms = agreement.of(limit);
        if (center.isOpen() && center.lane().newest(limit).terms().version() < terms.version()) {
            center.lane().tell(limit, new SpanRequest.SetTerms(terms), simulation.newId(), any -> { });
        }
    }

    void tellTerms() {
        simulation.limits().forEach(limit -> simulation.centers().forEach(center -> hear(center, limit)));
    }
}

package io.breakwater.simulation;

import io.breakwater.domain.escrow.Matrix;
import io.breakwater.domain.escrow.Row;
import io.breakwater.domain.span.SpanTerms;

/** What goes wrong with data centers, and what operators do about it. */
final class Trouble {
    private final Simulation simulation;
    private final World world;
    private final Network network;
    private final Agreement agreement;
    private final Fences fences;
    private boolean making = true;

    Trouble(Simulation simulation) {
        this.simulation = simulation;
        this.world = simulation.world();
        this.network = simulation.network();
        this.agreement = simulation.agreement();
        this.fences = new Fences(simulation, this);
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

    boolean isMaking() {
        return making;
    }

    Fences fences() {
        return fences;
    }

    private void make() {
        DataCenter center = simulation.anyCenter();
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
            case 10 -> simulation.restrictions().place(center);
            case 11 -> drift(center);
            case 12 -> backup(center);
            case 17 -> remove(center);
            case 18 -> loseRecord(center);
            default -> fences.fenceSomeone();
        }
    }

    private void cutPair(DataCenter center, boolean bothWays) {
        DataCenter other = simulation.anyCenter();
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

    void cutAll(DataCenter center, boolean cut) {
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
    void lose(DataCenter center) {
        boolean copied = simulation.others(center).stream()
                .allMatch(other -> other.hasCopied(center.id()) && other.purse().hasCopied(center.id()));
        if (center.isOpen() && simulation.oracle().isWhole() && copied) {
            world.count(Fault.DATA_CENTER_LOST);
            simulation.lostNow(center.id());
            simulation.restrictions().lost(center);
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
            fences.hear(home, limit);
        }
    }

    private static long burned(Matrix matrix) {
        return matrix.rows().values().stream().mapToLong(Row::burned).sum();
    }

    private void switchOver() {
        String limit = simulation.anyLimit();
        SpanTerms terms = agreement.of(limit);
        if (terms.fenced().isEmpty()) {
            world.count(Fault.HOME_SWITCHED_OVER);
            agreement.moveHome(limit, terms.members().getFirst());
        }
    }

    private void remove(DataCenter center) {
        String limit = simulation.anyLimit();
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
}

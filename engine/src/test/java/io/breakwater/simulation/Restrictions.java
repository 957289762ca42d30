package io.breakwater.simulation;

import io.breakwater.domain.span.SpanRequest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Restrictions that are placed and lifted anywhere, and who is known to know of them, how soon. */
final class Restrictions {
    /** For whoever can be reached: 20 rounds of a link, a second of the engine's with an embedded journal. */
    private static final long MOST_MICROS = 20 * DataCenter.LINK_MICROS;

    /** A restriction that is in force until it is lifted. */
    private record Placed(String limit, int center, long restriction) {}

    /** @param since when each data center began to be reachable from where it was placed, without a break */
    private record Spread(boolean[] knew, long[] since) {}

    private final Simulation simulation;
    private final World world;
    private final Map<Placed, Spread> restrictions = new LinkedHashMap<>();
    private long worstMicros;

    Restrictions(Simulation simulation) {
        this.simulation = simulation;
        this.world = simulation.world();
    }

    /** What it knew went with its disks. */
    void lost(DataCenter center) {
        restrictions.values().forEach(spread -> spread.knew()[center.id()] = false);
    }

    void place(DataCenter center) {
        if (!center.isOpen() || world.chance(50)) {
            return;
        }
        String limit = simulation.anyLimit();
        world.count(Fault.RESTRICTION_PLACED);
        center.lane().tell(limit, new SpanRequest.Restrict("by the simulation"), simulation.newId(), outcome -> {
            if (outcome.isAccepted()) {
                Placed placed = new Placed(limit, center.id(), outcome.reference());
                long[] since = new long[simulation.centers().size()];
                Arrays.fill(since, world.nowMicros());
                restrictions.put(placed, new Spread(new boolean[since.length], since));
                world.after(world.between(20_000, 120_000), () -> lift(placed));
            }
        });
    }

    private void lift(Placed placed) {
        DataCenter by = simulation.anyCenter();
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
    void check(String limit, DataCenter at) {
        restrictions.forEach((placed, spread) -> {
            if (placed.limit().equals(limit)) {
                Oracle.check(!spread.knew()[at.id()], Violation.Kind.RESTRICTION_PASSED,
                        () -> at.id() + " knew that " + limit + " is restricted by " + placed.center());
            }
        });
    }

    /** Looks who knows of them now. */
    void note() {
        restrictions.forEach((placed, spread) ->
                simulation.centers().forEach(center -> note(placed, spread, center)));
    }

    private void note(Placed placed, Spread spread, DataCenter center) {
        int id = center.id();
        boolean known = center.isOpen()
                && center.lane().durable(placed.limit()).matrix().row(placed.center()).placed() >= placed.restriction();
        if (spread.knew()[id]) {
            return;
        }
        if (!known && !isNear(placed.center(), center)) {
            spread.since()[id] = world.nowMicros();
        }
        long took = world.nowMicros() - spread.since()[id];
        Oracle.check(took <= MOST_MICROS, Violation.Kind.RESTRICTION_LATE, () -> id + " did not know after " + took
                + " microseconds that " + placed.limit() + " is restricted by " + placed.center());
        worstMicros = Math.max(worstMicros, took);
        spread.knew()[id] = known;
    }

    /** Whether it reaches the one that placed it and is reached by it, both at work, and has all that it had read of it. */
    private boolean isNear(int from, DataCenter center) {
        DataCenter source = simulation.centers().get(from);
        Network network = simulation.network();
        return source.isOpen() && center.isOpen() && center.hasCopied(from)
                && !network.isCut(from, center.id()) && !network.isCut(center.id(), from);
    }

    /** The longest that one of them took to be in force somewhere that could be reached all the while. */
    long worstMicros() {
        return worstMicros;
    }
}

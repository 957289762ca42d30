package io.breakwater.simulation;

import io.breakwater.domain.escrow.Row;
import io.breakwater.domain.span.SpanRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Restrictions that are placed and lifted anywhere, and who is known to know of them. */
final class Restrictions {

    /** A restriction that is in force until it is lifted. */
    private record Placed(String limit, int center, long restriction) {}

    private final Simulation simulation;
    private final World world;
    private final Map<Placed, boolean[]> restrictions = new LinkedHashMap<>();

    Restrictions(Simulation simulation) {
        this.simulation = simulation;
        this.world = simulation.world();
    }

    /** What it knew went with its disks. */
    void lost(DataCenter center) {
        restrictions.values().forEach(knew -> knew[center.id()] = false);
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
                restrictions.put(placed, new boolean[simulation.centers().size()]);
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
        restrictions.forEach((placed, knew) -> {
            if (placed.limit().equals(limit)) {
                Oracle.check(!knew[at.id()], Violation.Kind.RESTRICTION_PASSED,
                        at.id() + " knew that " + limit + " is restricted by " + placed.center());
            }
        });
    }

    void note() {
        restrictions.forEach((placed, knew) -> {
            for (DataCenter center : simulation.centers()) {
                if (center.isOpen()) {
                    Row row = center.lane().durable(placed.limit()).matrix().row(placed.center());
                    knew[center.id()] |= row.placed() >= placed.restriction();
                }
            }
        });
    }
}

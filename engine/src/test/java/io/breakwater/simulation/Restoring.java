package io.breakwater.simulation;

import io.breakwater.domain.escrow.Matrix;
import io.breakwater.domain.escrow.Row;
import io.breakwater.domain.span.Span;
import io.breakwater.domain.span.SpanFact;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How a data center that lost its disks comes back: from its backup and from what all others have of it. */
final class Restoring {

    /** What a backup has of everything. */
    private record Backup(List<byte[]> own, List<List<byte[]>> copies) {}

    private final Simulation simulation;
    private final DataCenter center;
    private Backup backup;
    private Map<Integer, List<byte[]>> compared;
    private Map<Integer, Map<String, Span>> known = new TreeMap<>();

    Restoring(Simulation simulation, DataCenter center) {
        this.simulation = simulation;
        this.center = center;
    }

    void backup() {
        backup = new Backup(center.log().copy(), center.links().copy());
    }

    /** Whether it waits for what others have. */
    boolean isWaiting() {
        return compared != null;
    }

    void abandon() {
        compared = null;
    }

    /** From the backup and what all others have; it waits for them. */
    void begin() {
        center.restored(Journal.of(backup.own()));
        center.links().restore(backup.copies());
        compared = new TreeMap<>();
        known = new TreeMap<>();
        if (center.flaw() == Flaw.RESTORE_WITHOUT_COMPARING) {
            rebuilt();
        } else {
            center.everyLink(this::compare);
        }
    }

    private void compare() {
        for (DataCenter other : simulation.others(center)) {
            if (compared != null && !compared.containsKey(other.id()) && !other.isLost()) {
                ask(other);
            }
        }
        if (compared != null && simulation.others(center).stream().allMatch(o -> o.isLost() || compared.containsKey(o.id()))) {
            rebuilt();
        }
    }

    private void ask(DataCenter other) {
        int mine = center.incarnation();
        int id = center.id();
        simulation.network().send(id, other.id(), () -> {
            other.links().heardOf(id, mine);
            Journal there = other.copyOf(id);
            if (!other.isOpen() || there.size() != there.durable()) {
                return;
            }
            List<byte[]> copy = there.copy();
            Map<String, Span> rows = new TreeMap<>();
            simulation.limits().forEach(limit -> rows.put(limit, other.lane().durable(limit)));
            simulation.network().send(other.id(), id, () -> {
                if (compared != null && center.incarnation() == mine) {
                    compared.put(other.id(), copy);
                    known.put(other.id(), rows);
                }
            });
        });
    }

    /** The longest copy is the log from now on. */
    private void rebuilt() {
        List<byte[]> longest = center.log().copy();
        for (List<byte[]> copy : compared.values()) {
            longest = copy.size() > longest.size() ? copy : longest;
        }
        compared = null;
        center.rebuilt(Journal.of(longest));
    }

    /** The first thing that a restored data center writes: that all it has is in doubt. */
    void ownUp(Runnable then) {
        for (String limit : simulation.limits()) {
            center.lane().tellFirst(limit, new SpanFact.Restored(simulation.agreement().of(limit), rows(limit)),
                    center.newId(), then);
        }
    }

    /** Every other row as the peers know it. */
    private List<Row> rows(String limit) {
        Matrix all = Matrix.of(center.id());
        for (Map<String, Span> at : known.values()) {
            for (Row row : at.get(limit).matrix().rows().values()) {
                all = row.owner() == center.id() ? all : all.read(row);
            }
        }
        return all.rows().values().stream().toList();
    }
}

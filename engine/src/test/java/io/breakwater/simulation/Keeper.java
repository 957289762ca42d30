package io.breakwater.simulation;

import io.breakwater.link.record.LeaseRule;
import io.breakwater.link.record.OwnLease;
import io.breakwater.link.record.PeerLeases;
import io.breakwater.link.record.SiteEntry;
import io.breakwater.link.record.SiteRecord.Renewal;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What keeps a data center's lease in one life of it, with the engine's leases, and fences whoever was not heard of for
 * long and has certainly lost its own.
 */
final class Keeper {
    /** Clocks of the simulation run at four to five fifths and five quarters: a quarter more and less covers that. */
    private static final LeaseRule RULE = new LeaseRule(Duration.ofMillis(120), 25);
    private static final long RENEW_MICROS = 12_000;
    private static final long FENCE_AFTER_NANOS = 60_000_000;
    /** What is heard must hold until it is asked again. */
    private static final long MARGIN_NANOS = 40_000_000;

    private final Simulation simulation;
    private final DataCenter center;
    private final Sites sites;
    private final OwnLease lease;
    private final PeerLeases leases = new PeerLeases(RULE);
    private final Map<Integer, Long> heardNanos = new TreeMap<>();
    private final long startedNanos;
    private boolean busy;

    Keeper(Simulation simulation, DataCenter center) {
        this.simulation = simulation;
        this.center = center;
        this.sites = simulation.sites();
        this.lease = new OwnLease(RULE, center.id());
        this.startedNanos = center.monotonicNanos();
        round();
    }

    boolean holdsForAWhile() {
        return lease.holds(center.monotonicNanos(), MARGIN_NANOS);
    }

    boolean holds() {
        return lease.holds(center.monotonicNanos(), 0);
    }

    void heard(int peer) {
        heardNanos.put(peer, center.monotonicNanos());
    }

    private boolean isCurrent() {
        return center.keeper() == this;
    }

    private void round() {
        simulation.world().after(center.byItsClock(RENEW_MICROS), this::round);
        if (isCurrent() && !busy) {
            busy = true;
            renew();
        }
    }

    private void renew() {
        long began = center.monotonicNanos();
        SiteEntry known = lease.known();
        SiteEntry renewed = new SiteEntry(
                known.center(), Math.max(1, known.term()), known.renewal() + 1, SiteEntry.NOBODY);
        boolean[] ours = new boolean[1];
        ask(() -> ours[0] = !known.isFenced() && sites.change(known, renewed), answered -> {
            if (answered && ours[0]) {
                told(began, new Renewal(renewed, true));
            } else {
                SiteEntry[] read = new SiteEntry[1];
                ask(() -> read[0] = sites.entry(center.id()), again -> {
                    if (again && read[0] != null) {
                        told(began, new Renewal(read[0], false));
                    } else {
                        busy = false;
                    }
                });
            }
        });
    }

    /** What comes to an earlier life is lost with it. */
    private void ask(Runnable there, Consumer<Boolean> then) {
        sites.ask(center.id(), there, answered -> {
            if (isCurrent()) {
                then.accept(answered);
            }
        });
    }

    private void told(long began, Renewal answer) {
        lease.answered(began, answer);
        Map<Integer, SiteEntry> read = new TreeMap<>();
        ask(() -> read.putAll(sites.all()), answered -> {
            busy = false;
            if (answered) {
                read.values().forEach(entry -> leases.read(entry, center.monotonicNanos()));
                if (!lease.isFenced()) {
                    read.values().forEach(this::judge);
                }
            }
        });
    }

    private void judge(SiteEntry entry) {
        int other = entry.center();
        if (other == center.id()) {
            return;
        }
        if (entry.isFenced()) {
            simulation.trouble().fences().fenceInLimits(other, center);
        } else if (isGone(other)) {
            SiteEntry seen = simulation.flaw() == Flaw.FENCED_WITHIN_LEASE ? entry
                    : leases.ended(other, center.monotonicNanos());
            ask(() -> fence(seen), _ -> { });
        }
    }

    private boolean isGone(int other) {
        long since = center.monotonicNanos() - heardNanos.getOrDefault(other, startedNanos);
        return since >= FENCE_AFTER_NANOS && (simulation.flaw() == Flaw.FENCED_WITHIN_LEASE
                || leases.ended(other, center.monotonicNanos()) != null);
    }

    private void fence(SiteEntry seen) {
        if (sites.fence(seen, center.id())) {
            simulation.world().count(Fault.FENCED_BY_ITSELF);
            Keeper away = simulation.centers().get(seen.center()).keeper();
            Oracle.check(away == null || !away.holds(), Violation.Kind.LEASE_BROKEN,
                    () -> seen.center() + " is fenced and holds its lease");
        }
    }
}

package io.breakwater.simulation;

import io.breakwater.domain.escrow.Matrix;
import io.breakwater.domain.span.SpanRequest;
import io.breakwater.kernel.RequestId;
import io.breakwater.simulation.Folding.Retaken;
import io.breakwater.simulation.Violation.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * One history: two to five data centers with the engine's domain and log, everything else made up, under one thread.
 * First everything goes wrong and nothing must be unsafe; then nothing goes wrong any more and everything must come
 * right.
 */
final class Simulation {
    static final String NOTIONAL = "firms/acme/GROSS_NOTIONAL";
    static final String ORDERS = "firms/acme/WORKING_ORDERS";
    static final String CLOSING = "acme/btc-perp/CLOSING";
    private static final List<String> LIMITS = List.of(NOTIONAL, ORDERS, CLOSING);
    private static final long SETTLING_MICROS = 100_000;
    private static final long TROUBLE_MICROS = 700_000;
    private static final long QUIET_MICROS = 800_000;
    /** As long as a refusal is remembered, so that nobody lacks anything and nothing moves. */
    private static final long FORGETTING_MICROS = 500_000;
    private static final long WATCH_MICROS = 10_000;
    private static final int TRIES = 40;
    /** In so many histories a third site keeps the record; in the others operators fence. */
    private static final int RECORD_PERCENT = 50;
    private static final long VERSION = 7L << 12;

    /** What came of it. */
    record Result(long seed, long trace, int centers, long operations, long refusals, long falseRefusals,
            long slowestRestrictionMicros, Map<Fault, Long> faults, Violation violation) {}

    private final long seed;
    private final Flaw flaw;
    private final World world;
    private final Blocks blocks = new Blocks();
    private final Network network;
    private final Agreement agreement = new Agreement();
    private final Oracle oracle;
    private final Sites sites;
    private final boolean record;
    private final List<DataCenter> centers = new ArrayList<>();
    private final Restrictions restrictions;
    private final Trouble trouble;
    private final Clients clients;
    private final long[] lostAtMillis;
    private final Map<Integer, Retaken> retaken = new HashMap<>();
    private long ids;

    Simulation(long seed, Flaw flaw) {
        this.seed = seed;
        this.flaw = flaw;
        this.world = new World(seed);
        int count = (int) world.between(2, 6);
        this.network = new Network(world, count);
        this.oracle = new Oracle(agreement, LIMITS, count);
        this.sites = new Sites(world, count);
        this.record = world.chance(RECORD_PERCENT);
        this.lostAtMillis = new long[count];
        java.util.Arrays.fill(lostAtMillis, -1);
        for (int i = 0; i < count; i++) {
            centers.add(new DataCenter(this, i, count));
        }
        this.restrictions = new Restrictions(this);
        this.trouble = new Trouble(this);
        this.clients = new Clients(this, world.random.nextInt(count));
    }

    static Result run(long seed, Flaw flaw) {
        Simulation simulation = new Simulation(seed, flaw);
        Violation violation = null;
        try {
            simulation.run();
        } catch (Violation found) {
            violation = found;
        } catch (RuntimeException crashed) {
            violation = new Violation(Kind.NOT_RETAKEN, crashed.toString());
            violation.initCause(crashed);
        }
        return simulation.result(violation);
    }

    private Result result(Violation violation) {
        return new Result(seed, world.trace(), centers.size(), clients.operations(), clients.refusals(),
                clients.falseRefusals(), restrictions.worstMicros(), world.faults(), violation);
    }

    private void run() {
        List<Integer> members = new ArrayList<>(centers.stream().map(DataCenter::id).toList());
        Collections.shuffle(members, new Random(seed));
        agreement.open(NOTIONAL, List.copyOf(members), false, 0, world.between(200, 500));
        agreement.open(ORDERS, List.copyOf(members), true, world.between(35, 90), world.between(200, 500));
        agreement.open(CLOSING, List.copyOf(members), false, 0, Oracle.UNLIMITED);
        centers.forEach(DataCenter::start);
        world.runUntil(SETTLING_MICROS / 5);
        trouble.fences().tellTerms();
        world.runUntil(SETTLING_MICROS);
        watch();
        clients.begin();
        trouble.begin();
        world.runUntil(SETTLING_MICROS + TROUBLE_MICROS);
        comeRight();
    }

    private void watch() {
        trouble.fences().watch();
        world.after(WATCH_MICROS, this::watch);
    }

    // Liveness.

    private void comeRight() {
        clients.stop();
        trouble.stop();
        trouble.addAll();
        network.heal();
        sites.heal();
        centers.forEach(center -> center.drift(0, 100));
        for (int rounds = 0; rounds < 6; rounds++) {
            for (DataCenter center : centers) {
                revive(center);
            }
            restrictions.liftAll();
            clients.insist();
            trouble.fences().tellTerms();
            world.runUntil(world.nowMicros() + QUIET_MICROS / 6);
        }
        centers.forEach(this::audit);
        world.runUntil(world.nowMicros() + FORGETTING_MICROS);
        leased();
        LIMITS.forEach(this::converged);
        Transit.arrived(this);
        LIMITS.forEach(this::usable);
        centers.forEach(this::audit);
    }

    private void revive(DataCenter center) {
        if (center.isLost()) {
            trouble.restore(center);
        } else if (center.lane() == null && !center.isRestoring()) {
            center.start();
        } else {
            trouble.reconcile(center);
        }
    }

    private void audit(DataCenter center) {
        retaken.put(center.id(), center.fold().retake(center.id(), center.log().copy(), blocks,
                retaken.getOrDefault(center.id(), Retaken.NOTHING)));
        center.purse().audit();
        for (DataCenter other : others(center)) {
            List<byte[]> copy = other.copyOf(center.id()).copy();
            List<byte[]> log = center.log().copy();
            boolean prefix = copy.size() <= log.size() && (copy.isEmpty()
                    || java.util.Arrays.equals(copy.getLast(), log.get(copy.size() - 1)));
            Oracle.check(prefix, Kind.LOG_FORKED, () -> other.id() + " has another log of " + center.id());
        }
    }

    /** Nobody is fenced who came back, and everybody has its lease. */
    private void leased() {
        for (DataCenter center : centers) {
            Oracle.check(!record || !sites.isFenced(center.id()) && center.keeper().holds(), Kind.NOT_CONVERGED,
                    () -> center.id() + " has no lease");
        }
    }

    /** Everyone knows everyone's rows, and every right is somewhere. */
    private void converged(String limit) {
        Matrix truth = oracle.truth(limit);
        for (DataCenter center : centers) {
            Oracle.check(center.isOpen() && oracle.isWhole(), Kind.NOT_CONVERGED,
                    () -> center.id() + " did not come back");
            Matrix known = center.lane().durable(limit).matrix();
            for (DataCenter other : centers) {
                Oracle.check(known.local(other.id()) == truth.local(other.id()), Kind.NOT_CONVERGED, () -> limit + ": "
                        + center.id() + " thinks that " + other.id() + " has " + known.local(other.id())
                        + " rights, which has " + truth.local(other.id()));
            }
        }
        long sum = centers.stream()
                .mapToLong(center -> truth.local(center.id()) + truth.row(center.id()).used()).sum();
        long target = agreement.of(limit).target();
        Oracle.check(sum == truth.existing(), Kind.RIGHTS_LOST, () -> limit + ": " + sum + " of " + truth.existing());
        Oracle.check(target == Oracle.UNLIMITED || truth.existing() >= Math.min(target, truth.existing())
                && truth.existing() <= Math.max(target, oracle.used(limit)), Kind.RIGHTS_MINTED,
                () -> limit + ": " + truth.existing() + " rights exist and the target is " + target);
        Oracle.check(heldByData(limit), Kind.RIGHTS_LOST, () -> limit + ": rights are used by nobody: " + truth
                + ", clients hold " + oracle.open().values());
    }

    /** What data centers count as used is what clients hold. */
    private boolean heldByData(String limit) {
        return centers.stream().mapToLong(center -> oracle.truth(limit).row(center.id()).used()).sum()
                == oracle.used(limit);
    }

    /** Any data center gets a quarter of what is free, if it asks for some time. */
    private void usable(String limit) {
        Matrix truth = oracle.truth(limit);
        long free = centers.stream().mapToLong(center -> truth.local(center.id())).sum();
        long window = agreement.of(limit).windowed() ? agreement.of(limit).window() : Long.MAX_VALUE;
        DataCenter center = centers.get(world.random.nextInt(centers.size()));
        long amount = Math.min(free / 4, window);
        boolean[] got = {amount == 0};
        for (int tries = 0; tries < TRIES && !got[0]; tries++) {
            center.lane().tell(limit, new SpanRequest.Reserve(center.id(), amount), newId(), outcome -> {
                if (outcome.isAccepted() && !got[0]) {
                    long hold = outcome.reference();
                    oracle.accepted(newId(), hold, new Oracle.Open(limit, center.id(), amount, hold));
                }
                got[0] |= outcome.isAccepted();
            });
            world.runUntil(world.nowMicros() + QUIET_MICROS / 20);
        }
        Oracle.check(got[0], Kind.NOT_USABLE,
                () -> limit + ": " + center.id() + " never got " + amount + " of " + free);
    }

    // What the parts know of each other.

    long seed() {
        return seed;
    }

    World world() {
        return world;
    }

    /** What the bytes of logs and copies say. */
    Blocks blocks() {
        return blocks;
    }

    Network network() {
        return network;
    }

    Agreement agreement() {
        return agreement;
    }

    Sites sites() {
        return sites;
    }

    /** Whether data centers keep leases and fence each other by themselves. */
    boolean hasRecord() {
        return record;
    }

    Trouble trouble() {
        return trouble;
    }

    Restrictions restrictions() {
        return restrictions;
    }

    Oracle oracle() {
        return oracle;
    }

    Clients clients() {
        return clients;
    }

    Flaw flaw() {
        return flaw;
    }

    List<String> limits() {
        return LIMITS;
    }

    List<DataCenter> centers() {
        return centers;
    }

    DataCenter anyCenter() {
        return centers.get(world.random.nextInt(centers.size()));
    }

    String anyLimit() {
        return LIMITS.get(world.random.nextInt(LIMITS.size()));
    }

    List<DataCenter> others(DataCenter center) {
        return centers.stream().filter(other -> other != center).toList();
    }

    RequestId newId() {
        return new RequestId(world.nowMicros() / 1000 + 1 << 16 | VERSION, 1L << 63 | ++ids, 0);
    }

    /** Clients of a lost data center do not ask again under old ids: they are reconciled. */
    boolean hasForgotten(int center, RequestId id) {
        return id.timestampMillis() <= lostAtMillis[center];
    }

    void lostNow(int center) {
        lostAtMillis[center] = world.nowMicros() / 1000 + 1;
    }

    boolean canReach(DataCenter from, DataCenter to) {
        return network.component(from.id(), id -> centers.get(id).isOpen()).contains(to.id()) && to.isOpen();
    }

    /**
     * Rights at hand on this side of the cut, by those who know everything and move them at once: of every data center
     * that can be reached there and back at this moment, over others if need be, what it has and may give away. Windows
     * bind them too: what no watcher has seen yet is not given.
     */
    long reachable(String limit, DataCenter from) {
        Matrix truth = oracle.truth(limit);
        return network.component(from.id(), id -> centers.get(id).isOpen()).stream()
                .mapToLong(id -> Math.max(0, Math.min(truth.local(id), room(limit, id)))).sum();
    }

    private long room(String limit, int center) {
        Lane lane = centers.get(center).lane();
        return lane == null ? 0 : lane.durable(limit).room();
    }

    /** A data center has let something pass. */
    void passed(String limit, DataCenter at) {
        restrictions.check(limit, at);
        if (agreement.of(limit).isFenced(at.id())) {
            world.count(Fault.ZOMBIE_DATA_CENTER);
        }
        if (record && at.lane() != null && at.lane().durable(limit).lapsed()) {
            world.count(Fault.ZOMBIE_WITHOUT_LEASE);
        }
    }
}

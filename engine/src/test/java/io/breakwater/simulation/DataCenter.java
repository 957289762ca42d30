package io.breakwater.simulation;

import io.breakwater.domain.span.Span;
import io.breakwater.domain.span.SpanFact;
import io.breakwater.kernel.RequestId;
import io.breakwater.log.LaneState;
import io.breakwater.log.SealedBlock;
import java.util.Map;
import java.util.TreeMap;

/** One data center: its own log with whoever owns it. What runs in an earlier life of it is ignored. */
final class DataCenter {
    /** How often it asks each other one what is new. */
    static final long LINK_MICROS = 15_000;
    private static final long TEND_MICROS = 20_000;
    private static final long TENDS_A_ROUND_TRIP = 3;
    private static final int TERMS_SKIPPED = 1024;

    private final Simulation simulation;
    private final World world;
    private final int id;
    private final Folding fold;
    private Journal own = new Journal();
    private final Copies links;
    private final Restoring restoring;
    private final Purse purse;
    private Lane lane;
    private Lane zombie;
    private boolean lost;
    private boolean inDoubt;
    private boolean owningUp;
    private int skip = 1;
    private int generation;
    private int incarnation;
    private long skewMicros;
    private int speedPercent = 100;
    private Keeper keeper;
    private long measuredNanos;
    private long measuredAtMicros;

    DataCenter(Simulation simulation, int id, int centers) {
        this.simulation = simulation;
        this.world = simulation.world();
        this.id = id;
        this.fold = Folding.of(id, simulation.flaw());
        this.links = new Copies(simulation, this, centers);
        this.restoring = new Restoring(simulation, this);
        this.purse = new Purse(simulation, this);
        backup();
    }

    int id() {
        return id;
    }

    Folding fold() {
        return fold;
    }

    Flaw flaw() {
        return simulation.flaw();
    }

    World world() {
        return world;
    }

    Lane lane() {
        return lane;
    }

    boolean isUp() {
        return lane != null && lane.isServing();
    }

    /** Whether clients are let in: not before a restore has been owned up to. */
    boolean isOpen() {
        return isUp() && !inDoubt;
    }

    boolean isLost() {
        return lost;
    }

    boolean isRestoring() {
        return restoring.isWaiting();
    }

    Journal log() {
        return own;
    }

    Journal copyOf(int peer) {
        return links.of(peer);
    }

    /** Whether all that was read of a peer's log is in the copy of it; not so for a while after a restore. */
    boolean hasCopied(int peer) {
        return lane != null && copyOf(peer).durable() >= lane.readUpTo(Folding.name(peer).toString());
    }

    long clockMicros() {
        return 1_000_000_000L + skewMicros + world.nowMicros() * speedPercent / 100;
    }

    /** What spans of time are measured by: it never jumps, but runs too fast or too slow. */
    long monotonicNanos() {
        return measuredNanos + (world.nowMicros() - measuredAtMicros) * 10 * speedPercent;
    }

    /** How long it is until so much has passed by its own clock. */
    long byItsClock(long micros) {
        return micros * 100 / speedPercent;
    }

    /** What keeps its lease; null while it is down, and where there is no record. */
    Keeper keeper() {
        return keeper;
    }

    void drift(long skew, int percent) {
        measuredNanos = monotonicNanos();
        measuredAtMicros = world.nowMicros();
        skewMicros += skew;
        speedPercent = percent;
    }

    Copies links() {
        return links;
    }

    Purse purse() {
        return purse;
    }

    /** Counts its starts: what an earlier one has begun is ignored. */
    int generation() {
        return generation;
    }

    /** Counts its restores. */
    int incarnation() {
        return incarnation;
    }

    RequestId newId() {
        return simulation.newId();
    }

    // The log.

    boolean append(SealedBlock block) {
        world.note(block.digest().a());
        long number = block.header().number();
        if (flaw() == Flaw.NO_FENCE_IN_LOG && number <= own.size()) {
            own.overwrite(number, block.bytes());
            return true;
        }
        return own.append(number, block.bytes());
    }

    void synced(Runnable then) {
        int life = generation;
        world.after(world.between(300, 1_500), () -> {
            if (life == generation) {
                own.sync();
                then.run();
            }
        });
    }

    void durable(Lane owner) {
        if (owner == lane) {
            simulation.oracle().observe(this, owner);
            if (inDoubt && !owningUp) {
                owningUp = true;
                restoring.ownUp(() -> inDoubt = false);
            }
        }
    }

    // Lives.

    void start() {
        generation++;
        Folding.Folded folded = fold.folded(own.copy());
        int term = folded.state().term() + skip;
        skip = 1;
        owningUp = false;
        lane = new Lane(this, folded.state(), folded.peers(), term);
        keeper = simulation.hasRecord() ? new Keeper(simulation, this) : null;
        purse.start();
        tick();
    }

    private void tick() {
        int life = generation;
        everyLink(links::link);
        world.after(TEND_MICROS, () -> every(life, TEND_MICROS, this::tend));
    }

    /** As often as links are looked after. */
    void everyLink(Runnable what) {
        int life = generation;
        world.after(LINK_MICROS, () -> every(life, LINK_MICROS, what));
    }

    private void every(int life, long micros, Runnable what) {
        if (life == generation) {
            what.run();
            world.after(byItsClock(micros), () -> every(life, micros, what));
        }
    }

    /** A new owner takes the log over while the old one goes on. */
    void takeOver() {
        zombie = lane;
        own.sync();
        Folding.Folded folded = fold.folded(own.copy());
        lane = new Lane(this, folded.state(), folded.peers(), folded.state().term() + 1);
        simulation.oracle().observe(this, lane);
    }

    Lane zombie() {
        return zombie;
    }

    void crash() {
        generation++;
        stopOwners();
        own.crash();
        links.crash();
        purse.crash();
        restoring.abandon();
    }

    private void stopOwners() {
        if (lane != null) {
            lane.stop();
        }
        if (zombie != null) {
            zombie.stop();
        }
        lane = null;
        zombie = null;
        keeper = null;
    }

    void backup() {
        restoring.backup();
    }

    /** What its log comes to. */
    Map<String, Span> lastDurable() {
        LaneState<Span> state = fold.folded(own.copy()).state();
        Map<String, Span> spans = new TreeMap<>();
        for (String limit : simulation.limits()) {
            Span span = state.stateOf(limit);
            spans.put(limit, span == null ? Span.absent(limit) : span);
        }
        return spans;
    }

    /** With all its disks. */
    void lose() {
        crash();
        simulation.oracle().lost(this);
        own = new Journal();
        purse.lose();
        lost = true;
    }

    void restore() {
        restoring.begin();
    }

    /** It begins again with what a backup had. */
    void restored(Journal log) {
        generation++;
        incarnation++;
        own = log;
    }

    /** All others were asked, and this is its log. */
    void rebuilt(Journal log) {
        own = log;
        lost = false;
        inDoubt = true;
        purse.restore();
        simulation.oracle().restored(this, lastDurable());
        skip = TERMS_SKIPPED;
        start();
    }

    private void tend() {
        if (isOpen()) {
            for (String limit : simulation.limits()) {
                if (keeper != null) {
                    tellLease(limit, keeper.holdsForAWhile());
                }
                lane.tell(limit, new SpanFact.Tend(TENDS_A_ROUND_TRIP), newId(), any -> { });
            }
        }
    }

    private void tellLease(String limit, boolean held) {
        if (lane.newest(limit).lapsed() == held) {
            world.count(held ? Fault.LEASE_FOUND : Fault.LEASE_LOST);
            lane.tell(limit, new SpanFact.LeaseTold(held), newId(), any -> { });
        }
    }
}

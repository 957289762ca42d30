package io.breakwater.simulation;

import io.breakwater.domain.escrow.Matrix;
import io.breakwater.domain.escrow.Row;
import io.breakwater.domain.span.PeerNews;
import io.breakwater.domain.span.Span;
import io.breakwater.domain.span.SpanEvent;
import io.breakwater.domain.span.SpanFact;
import io.breakwater.kernel.RequestId;
import io.breakwater.log.Block;
import io.breakwater.log.BlockReader;
import io.breakwater.log.Digest;
import io.breakwater.log.Envelope;
import io.breakwater.log.LaneState;
import io.breakwater.log.SealedBlock;
import io.breakwater.simulation.Violation.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One data center: its own log with whoever owns it, and the copies that it keeps of the others' logs, each synced
 * before it says that it has it. What runs in an earlier life of it is ignored.
 */
final class DataCenter {
    private static final long LINK_MICROS = 15_000;
    private static final long TEND_MICROS = 20_000;
    private static final long TENDS_A_ROUND_TRIP = 3;
    private static final int BLOCKS_A_MESSAGE = 64;
    private static final int TERMS_SKIPPED = 1024;

    /** What a backup has of everything. */
    private record Backup(List<byte[]> own, List<List<byte[]>> copies) {}

    private final Simulation simulation;
    private final World world;
    private final int id;
    private final Folding fold;
    private Journal own = new Journal();
    private Journal[] copies;
    private Digest[] heads;
    private final int[] incarnations;
    private Lane lane;
    private Lane zombie;
    private Backup backup;
    private Map<Integer, List<byte[]>> compared;
    private Map<Integer, Map<String, Span>> known = new TreeMap<>();
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
        this.incarnations = new int[centers];
        this.copies = new Journal[centers];
        this.heads = new Digest[centers];
        for (int i = 0; i < centers; i++) {
            copies[i] = new Journal();
            heads[i] = Folding.name(i).genesis();
        }
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
        return compared != null;
    }

    Journal log() {
        return own;
    }

    Journal copyOf(int peer) {
        return copies[peer];
    }

    /** Whether all that was read of a peer's log is in the copy of it; not so for a while after a restore. */
    boolean hasCopied(int peer) {
        return lane != null && copies[peer].durable() >= lane.readUpTo(Folding.name(peer).toString());
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
                ownUp();
            }
        }
    }

    /** The first thing that a restored data center writes: that all it has is in doubt. */
    private void ownUp() {
        owningUp = true;
        for (String limit : simulation.limits()) {
            lane.tellFirst(limit, new SpanFact.Restored(simulation.agreement().of(limit), rows(limit)), newId(),
                    () -> inDoubt = false);
        }
    }

    /** Every other row as the peers know it. */
    private List<Row> rows(String limit) {
        Matrix all = Matrix.of(id);
        for (Map<String, Span> at : known.values()) {
            for (Row row : at.get(limit).matrix().rows().values()) {
                all = row.owner() == id ? all : all.read(row);
            }
        }
        return all.rows().values().stream().toList();
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
        tick();
    }

    private void tick() {
        int life = generation;
        world.after(LINK_MICROS, () -> every(life, LINK_MICROS, this::link));
        world.after(TEND_MICROS, () -> every(life, TEND_MICROS, this::tend));
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
        for (int i = 0; i < copies.length; i++) {
            copies[i].crash();
            heads[i] = head(i);
        }
        compared = null;
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

    private Digest head(int peer) {
        int size = copies[peer].size();
        return size == 0 ? Folding.name(peer).genesis() : Digest.sha256(copies[peer].block(size));
    }

    void backup() {
        backup = new Backup(own.copy(), Arrays.stream(copies).map(Journal::copy).toList());
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
        lost = true;
    }

    /** From the backup and what all others have; it waits for them. */
    void restore() {
        generation++;
        own = Journal.of(backup.own());
        for (int i = 0; i < copies.length; i++) {
            copies[i] = Journal.of(backup.copies().get(i));
            heads[i] = head(i);
        }
        incarnation++;
        compared = new TreeMap<>();
        known = new TreeMap<>();
        if (flaw() == Flaw.RESTORE_WITHOUT_COMPARING) {
            rebuilt();
        } else {
            int life = generation;
            world.after(LINK_MICROS, () -> every(life, LINK_MICROS, this::compare));
        }
    }

    private void compare() {
        for (DataCenter other : simulation.others(this)) {
            if (compared != null && !compared.containsKey(other.id) && !other.lost) {
                ask(other);
            }
        }
        if (compared != null && simulation.others(this).stream().allMatch(o -> o.lost || compared.containsKey(o.id))) {
            rebuilt();
        }
    }

    private void ask(DataCenter other) {
        int mine = incarnation;
        simulation.network().send(id, other.id, () -> {
            other.incarnations[id] = Math.max(other.incarnations[id], mine);
            if (!other.isOpen() || other.copies[id].size() != other.copies[id].durable()) {
                return;
            }
            List<byte[]> copy = other.copies[id].copy();
            Map<String, Span> rows = new TreeMap<>();
            simulation.limits().forEach(limit -> rows.put(limit, other.lane.durable(limit)));
            simulation.network().send(other.id, id, () -> {
                if (compared != null && incarnation == mine) {
                    compared.put(other.id, copy);
                    known.put(other.id, rows);
                }
            });
        });
    }

    /** The longest copy is the log from now on. */
    private void rebuilt() {
        List<byte[]> longest = own.copy();
        for (List<byte[]> copy : compared.values()) {
            longest = copy.size() > longest.size() ? copy : longest;
        }
        own = Journal.of(longest);
        compared = null;
        lost = false;
        inDoubt = true;
        simulation.oracle().restored(this, lastDurable());
        skip = TERMS_SKIPPED;
        start();
    }

    // Links.

    private void link() {
        for (DataCenter other : simulation.others(this)) {
            int have = copies[other.id].durable();
            int life = incarnation;
            simulation.network().send(id, other.id, () -> other.asked(this, have, life));
            read(other.id);
        }
    }

    private void asked(DataCenter by, int have, int itsLife) {
        if (keeper != null) {
            keeper.heard(by.id);
        }
        if (lane == null || compared != null || itsLife < incarnations[by.id]) {
            return;
        }
        int most = flaw() == Flaw.GRANT_BEFORE_DURABLE ? own.size() : own.durable();
        Oracle.check(have <= own.size(), Kind.LOG_FORKED,
                by.id + " has " + have + " blocks of " + id + ", which has " + own.size());
        if (have < most) {
            List<byte[]> blocks = new ArrayList<>();
            for (int number = have + 1; number <= Math.min(most, have + BLOCKS_A_MESSAGE); number++) {
                blocks.add(own.block(number));
            }
            int life = incarnation;
            simulation.network().send(id, by.id, () -> by.receive(id, have + 1, blocks, life));
        }
    }

    private void receive(int from, int first, List<byte[]> blocks, int itsLife) {
        if (lane == null || compared != null || itsLife < incarnations[from]) {
            return;
        }
        incarnations[from] = itsLife;
        int before = copies[from].size();
        for (int i = 0; i < blocks.size(); i++) {
            store(from, first + i, blocks.get(i));
        }
        if (copies[from].size() > before) {
            int life = generation;
            Journal copy = copies[from];
            int size = copy.size();
            world.after(world.between(300, 1_500), () -> {
                if (life == generation && copy.size() >= size) {
                    copy.sync();
                    read(from);
                }
            });
        }
    }

    private void store(int from, int number, byte[] block) {
        Journal copy = copies[from];
        if (number <= copy.size()) {
            Oracle.check(Arrays.equals(copy.block(number), block), Kind.LOG_FORKED,
                    "two blocks " + number + " of " + from);
            return;
        }
        if (number == copy.size() + 1) {
            SealedBlock sealed = BlockReader.open(block);
            Oracle.check(sealed.header().previous().equals(heads[from]), Kind.LOG_FORKED,
                    "block " + number + " of " + from + " follows another one");
            copy.append(number, block);
            heads[from] = sealed.digest();
            if (flaw() == Flaw.INFLOW_BEFORE_JOURNALED && isOpen()) {
                news(from, number, number).forEach((limit, news) -> {
                    Span span = lane.newest(limit);
                    lane.smuggle(limit, FlawedSpans.with(span, span.matrix().read(news.at(number).row())));
                });
            }
        }
    }

    /** Writes down what durable copies say. */
    private void read(int from) {
        if (!isOpen()) {
            return;
        }
        String log = Folding.name(from).toString();
        long first = lane.readUpTo(log) + 1;
        long last = Math.min(copies[from].durable(), first + BLOCKS_A_MESSAGE);
        if (first > last) {
            return;
        }
        news(from, first, last).forEach((limit, news) -> {
            if (!news.isEmpty()) {
                lane.tell(limit, news.at(last), newId(), any -> { });
            }
        });
        lane.named(log, last);
    }

    private Map<String, PeerNews> news(int from, long first, long last) {
        Map<String, PeerNews> all = new TreeMap<>();
        for (long number = first; number <= last; number++) {
            Block block = Folding.READER.read(copies[from].block(number));
            for (Envelope envelope : block.envelopes()) {
                all.computeIfAbsent(envelope.entity(), any -> new PeerNews(from, id)).add((SpanEvent) envelope.event());
            }
        }
        return all;
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

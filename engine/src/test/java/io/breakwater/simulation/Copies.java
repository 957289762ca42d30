package io.breakwater.simulation;

import io.breakwater.domain.span.PeerNews;
import io.breakwater.domain.span.Span;
import io.breakwater.domain.span.SpanEvent;
import io.breakwater.log.Block;
import io.breakwater.log.Digest;
import io.breakwater.log.Envelope;
import io.breakwater.simulation.Violation.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The copies that a data center keeps of the others' logs, each synced before it says that it has it, and the links that
 * bring them: it asks, they answer.
 */
final class Copies {
    private static final int BLOCKS_A_MESSAGE = 64;

    private final Simulation simulation;
    private final World world;
    private final DataCenter center;
    private final int id;
    private final int[] incarnations;
    private final Journal[] copies;
    private final Digest[] heads;

    Copies(Simulation simulation, DataCenter center, int centers) {
        this.simulation = simulation;
        this.world = simulation.world();
        this.center = center;
        this.id = center.id();
        this.incarnations = new int[centers];
        this.copies = new Journal[centers];
        this.heads = new Digest[centers];
        for (int i = 0; i < centers; i++) {
            copies[i] = new Journal();
            heads[i] = Folding.name(i).genesis();
        }
    }

    Journal of(int peer) {
        return copies[peer];
    }

    /** All of them as they are now. */
    List<List<byte[]>> copy() {
        return Arrays.stream(copies).map(Journal::copy).toList();
    }

    void crash() {
        for (int i = 0; i < copies.length; i++) {
            copies[i].crash();
            heads[i] = head(i);
        }
    }

    void restore(List<List<byte[]>> backup) {
        for (int i = 0; i < copies.length; i++) {
            copies[i] = Journal.of(backup.get(i));
            heads[i] = head(i);
        }
    }

    private Digest head(int peer) {
        int size = copies[peer].size();
        return size == 0 ? Folding.name(peer).genesis() : Digest.sha256(copies[peer].block(size));
    }

    /** What is said in an earlier life of it counts no more. */
    void heardOf(int peer, int itsLife) {
        incarnations[peer] = Math.max(incarnations[peer], itsLife);
    }

    void link() {
        for (DataCenter other : simulation.others(center)) {
            int have = copies[other.id()].durable();
            int life = center.incarnation();
            simulation.network().send(id, other.id(), () -> other.links().asked(center, have, life));
            read(other.id());
        }
    }

    private void asked(DataCenter by, int have, int itsLife) {
        if (center.keeper() != null) {
            center.keeper().heard(by.id());
        }
        if (isAway() || itsLife < incarnations[by.id()]) {
            return;
        }
        Journal own = center.log();
        int most = center.flaw() == Flaw.GRANT_BEFORE_DURABLE ? own.size() : own.durable();
        Oracle.check(have <= own.size(), Kind.LOG_FORKED,
                () -> by.id() + " has " + have + " blocks of " + id + ", which has " + own.size());
        if (have < most) {
            List<byte[]> blocks = new ArrayList<>();
            for (int number = have + 1; number <= Math.min(most, have + BLOCKS_A_MESSAGE); number++) {
                blocks.add(own.block(number));
            }
            int life = center.incarnation();
            simulation.network().send(id, by.id(), () -> by.links().receive(id, have + 1, blocks, life));
        }
    }

    private boolean isAway() {
        return center.lane() == null || center.isRestoring();
    }

    private void receive(int from, int first, List<byte[]> blocks, int itsLife) {
        if (isAway() || itsLife < incarnations[from]) {
            return;
        }
        incarnations[from] = itsLife;
        int before = copies[from].size();
        for (int i = 0; i < blocks.size(); i++) {
            store(from, first + i, blocks.get(i));
        }
        if (copies[from].size() > before) {
            int life = center.generation();
            Journal copy = copies[from];
            int size = copy.size();
            world.after(world.between(300, 1_500), () -> {
                if (life == center.generation() && copy.size() >= size) {
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
                    () -> "two blocks " + number + " of " + from);
            return;
        }
        if (number == copy.size() + 1) {
            Block next = simulation.blocks().read(block);
            Oracle.check(next.header().previous().equals(heads[from]), Kind.LOG_FORKED,
                    () -> "block " + number + " of " + from + " follows another one");
            copy.append(number, block);
            heads[from] = next.digest();
            if (center.flaw() == Flaw.INFLOW_BEFORE_JOURNALED && center.isOpen()) {
                news(from, number, number).forEach((limit, news) -> {
                    Span span = center.lane().newest(limit);
                    center.lane().smuggle(limit, FlawedSpans.with(span, span.matrix().read(news.at(number).row())));
                });
            }
        }
    }

    /** Writes down what durable copies say. */
    private void read(int from) {
        if (!center.isOpen()) {
            return;
        }
        String log = Folding.name(from).toString();
        Lane lane = center.lane();
        long first = lane.readUpTo(log) + 1;
        long last = Math.min(copies[from].durable(), first + BLOCKS_A_MESSAGE);
        if (first > last) {
            return;
        }
        news(from, first, last).forEach((limit, news) -> {
            if (!news.isEmpty()) {
                lane.tell(limit, news.at(last), center.newId(), any -> { });
            }
        });
        lane.named(log, last);
    }

    private Map<String, PeerNews> news(int from, long first, long last) {
        Map<String, PeerNews> all = new TreeMap<>();
        for (long number = first; number <= last; number++) {
            Block block = simulation.blocks().read(copies[from].block(number));
            for (Envelope envelope : block.envelopes()) {
                all.computeIfAbsent(envelope.entity(), any -> new PeerNews(from, id)).add((SpanEvent) envelope.event());
            }
        }
        return all;
    }
}

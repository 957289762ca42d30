package io.breakwater.simulation;

import io.breakwater.domain.Aggregate;
import io.breakwater.domain.Context;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.span.Span;
import io.breakwater.domain.span.SpanCommand;
import io.breakwater.domain.span.SpanEvent;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Hash64;
import io.breakwater.kernel.LongMap;
import io.breakwater.kernel.Origin;
import io.breakwater.kernel.Outcome;
import io.breakwater.kernel.RequestId;
import io.breakwater.kernel.Table;
import io.breakwater.log.BlockWriter;
import io.breakwater.log.Entity;
import io.breakwater.log.Envelope;
import io.breakwater.log.LaneState;
import io.breakwater.log.SealedBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One owner of a data center's log, as the engine's lane works: it decides ahead of the disk, gathers a block while the
 * last one is being synced, and answers when the block is durable. Two of them may believe to own the same log.
 */
final class Lane {
    private static final long GATHER_MICROS = 500;

    private final DataCenter center;
    private final Aggregate<Span, SpanCommand, SpanEvent> aggregate;
    private final BlockWriter writer;
    private final int term;
    private LaneState<Span> sealed;
    private LaneState<Span> durable;
    private LongMap<Entity<Span>> newest;
    private long newestMicros;
    private Table<String, Long> peers;
    private Table<String, Long> sealedPeers;
    private List<Runnable> gathered = new ArrayList<>();
    private List<Runnable> beforehand = new ArrayList<>();
    private List<Runnable> inFlight = List.of();
    private boolean writing;
    private boolean due;
    private boolean stopped;

    /** @param recovered what the log says; @param term higher than any in it */
    Lane(DataCenter center, LaneState<Span> recovered, Table<String, Long> peers, int term) {
        this.center = center;
        this.aggregate = center.fold().aggregate();
        this.writer = center.fold().fold().writer();
        this.sealed = recovered;
        this.durable = recovered;
        this.newest = recovered.entities();
        this.newestMicros = recovered.lastDecidedMicros();
        this.peers = peers;
        this.sealedPeers = peers;
        this.term = term;
        writer.begin(newestMicros);
        seal();
    }

    boolean isServing() {
        return !stopped && durable.term() == term;
    }

    void stop() {
        stopped = true;
    }

    /** By what is durable. */
    Span durable(String name) {
        Span span = durable.stateOf(name);
        return span == null ? aggregate.absent(name) : span;
    }

    /** With what is under way. */
    Span newest(String name) {
        Entity<Span> entity = newest.get(Hash64.of(name));
        return entity == null ? aggregate.absent(name) : entity.state();
    }

    /** Uses what no block says; only a flaw does that. */
    void smuggle(String name, Span state) {
        newest = newest.put(Hash64.of(name), new Entity<>(name, state));
    }

    long readUpTo(String log) {
        return peers.getOrDefault(log, 0L);
    }

    /** The next block names that the peer's log was read so far. */
    void named(String log, long number) {
        peers = peers.put(log, Math.max(number, readUpTo(log)));
        schedule();
    }

    /** Decides at once; the reply comes when all that it rests on is durable, or never. */
    void tell(String name, SpanCommand command, RequestId id, Consumer<Outcome> reply) {
        if (!isServing()) {
            return;
        }
        newestMicros = Math.max(newestMicros, center.clockMicros());
        Origin origin = new Origin(center.id(), term);
        Span before = newest(name);
        Decision<SpanEvent> decision =
                aggregate.decide(before, command, id, new Context(MarketView.EMPTY, newestMicros, origin));
        Outcome outcome = switch (decision) {
            case Decision.Answered<SpanEvent>(Outcome known) -> known;
            case Decision.Taken<SpanEvent>(SpanEvent event) -> taken(name, before, event, id);
        };
        if (center.flaw() == Flaw.REPLY_BEFORE_SYNC) {
            reply.accept(outcome);
        } else {
            gathered.add(() -> reply.accept(outcome));
        }
        schedule();
    }

    /** As {@link #tell}; heard when it is durable, before anyone looks at the state. */
    void tellFirst(String name, SpanCommand command, RequestId id, Runnable whenDurable) {
        int before = writer.events();
        tell(name, command, id, outcome -> { });
        if (isServing() && writer.events() > before) {
            beforehand.add(whenDurable);
        }
    }

    private Outcome taken(String name, Span before, SpanEvent event, RequestId id) {
        if (writer.events() == 0) {
            writer.begin(newestMicros);
        }
        writer.add(new Envelope(name, "", "simulation", id, "", newestMicros, newestMicros, 1, 1,
                MarketView.EMPTY.id(), event));
        smuggle(name, aggregate.apply(before, event, id, newestMicros));
        return aggregate.outcomeOf(event);
    }

    private void schedule() {
        if (!due && !writing && !stopped) {
            due = true;
            center.world().after(GATHER_MICROS, () -> {
                due = false;
                sealWhatIsThere();
            });
        }
    }

    private void sealWhatIsThere() {
        if (stopped || writing) {
            return;
        }
        if (writer.events() == 0 && peers.equals(sealedPeers)) {
            List<Runnable> replies = gathered;
            gathered = new ArrayList<>();
            replies.forEach(Runnable::run);
        } else {
            seal();
        }
    }

    private void seal() {
        SealedBlock block = writer.seal(sealed.number() + 1, term, sealed.digest(), peers);
        if (!center.append(block)) {
            stopped = true;
            return;
        }
        sealed = sealed.after(block.header(), block.digest(), newestMicros, newest);
        sealedPeers = peers;
        inFlight = gathered;
        List<Runnable> first = beforehand;
        beforehand = new ArrayList<>();
        gathered = new ArrayList<>();
        writing = true;
        writer.begin(newestMicros);
        LaneState<Span> waiting = sealed;
        center.synced(() -> persisted(waiting, first));
    }

    private void persisted(LaneState<Span> state, List<Runnable> first) {
        if (stopped) {
            return;
        }
        durable = state;
        writing = false;
        List<Runnable> replies = inFlight;
        inFlight = List.of();
        first.forEach(Runnable::run);
        center.durable(this);
        replies.forEach(Runnable::run);
        if (writer.events() > 0 || !gathered.isEmpty() || !peers.equals(sealedPeers)) {
            schedule();
        }
    }
}

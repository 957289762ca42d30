package io.breakwater.simulation;

import io.breakwater.domain.Aggregate;
import io.breakwater.domain.Context;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.span.Span;
import io.breakwater.domain.span.SpanAggregate;
import io.breakwater.domain.span.SpanCommand;
import io.breakwater.domain.span.SpanEvent;
import io.breakwater.domain.span.SpanFact;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Hash64;
import io.breakwater.kernel.LongMap;
import io.breakwater.kernel.Origin;
import io.breakwater.kernel.Table;
import io.breakwater.log.Block;
import io.breakwater.log.BlockReader;
import io.breakwater.log.Entity;
import io.breakwater.log.Envelope;
import io.breakwater.log.LaneFold;
import io.breakwater.log.LaneState;
import io.breakwater.log.LogName;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The engine's fold of one data center's log, and the audit that takes every decision again. */
record Folding(LogName log, Aggregate<Span, SpanCommand, SpanEvent> aggregate,
        LaneFold<Span, SpanCommand, SpanEvent> fold) {

    private record Key(int dataCenter, Flaw flaw) {}

    private static final Map<Key, Folding> KNOWN = new ConcurrentHashMap<>();

    static Folding of(int dataCenter, Flaw flaw) {
        return KNOWN.computeIfAbsent(new Key(dataCenter, flaw), key -> {
            Aggregate<Span, SpanCommand, SpanEvent> aggregate =
                    flaw == Flaw.NONE ? new SpanAggregate() : new FlawedSpans(flaw);
            LogName log = name(dataCenter);
            return new Folding(log, aggregate, new LaneFold<>(log, aggregate));
        });
    }

    static LogName name(int dataCenter) {
        return new LogName("simulation", "dc-" + dataCenter, "span-00");
    }

    /** What the blocks come to, and how far they say that peers were read. */
    record Folded(LaneState<Span> state, Table<String, Long> peers) {}

    Folded folded(List<byte[]> blocks) {
        LaneState<Span> state = fold.genesis();
        Table<String, Long> peers = Table.empty();
        for (byte[] bytes : blocks) {
            state = fold.folded(state, bytes);
        }
        if (!blocks.isEmpty()) {
            peers = BlockReader.open(blocks.getLast()).header().peers();
        }
        return new Folded(state, peers);
    }

    /** Blocks of which every decision was taken again, and the state behind them. */
    record Retaken(List<byte[]> blocks, LongMap<Entity<Span>> entities) {
        static final Retaken NOTHING = new Retaken(List.of(), LongMap.empty());

        /** Whether a log still has these very blocks. */
        private boolean isBegunBy(List<byte[]> log) {
            return blocks.size() <= log.size() && log.subList(0, blocks.size()).equals(blocks);
        }
    }

    /** Takes every decision of the log again, on the state before it. @param before where it goes on, if it still does */
    Retaken retake(int dataCenter, List<byte[]> blocks, Blocks known, Retaken before) {
        Retaken begun = before.isBegunBy(blocks) ? before : Retaken.NOTHING;
        LongMap<Entity<Span>> entities = begun.entities();
        for (byte[] bytes : blocks.subList(begun.blocks().size(), blocks.size())) {
            Block block = known.read(bytes);
            Origin origin = new Origin(dataCenter, Math.toIntExact(block.header().term()));
            for (Envelope envelope : block.envelopes()) {
                entities = retaken(entities, block, envelope, origin);
            }
        }
        return new Retaken(blocks, entities);
    }

    private LongMap<Entity<Span>> retaken(
            LongMap<Entity<Span>> entities, Block block, Envelope envelope, Origin origin) {
        long key = Hash64.of(envelope.entity());
        Entity<Span> entity = entities.get(key);
        Span before = entity == null ? aggregate.absent(envelope.entity()) : entity.state();
        SpanEvent event = (SpanEvent) envelope.event();
        Context context = new Context(MarketView.EMPTY, envelope.decidedAtMicros(), origin);
        Decision<SpanEvent> again = aggregate.decide(before, event.command(), envelope.requestId(), context);
        if (!again.equals(new Decision.Taken<>(event))) {
            throw new Violation(Violation.Kind.NOT_RETAKEN, log + " block " + block.header().number() + ": "
                    + event + " is decided as " + again);
        }
        if (event.command() instanceof SpanFact.PeerRead read
                && block.header().peers().getOrDefault(name(read.dataCenter()).toString(), 0L) < read.block()) {
            throw new Violation(Violation.Kind.NOT_RETAKEN, "a row was used that the block does not name");
        }
        boolean withoutLease = before.lapsed() && before.terms().windowed() && event instanceof SpanEvent.Reserved;
        Oracle.check(!withoutLease, Violation.Kind.LEASE_BROKEN, () -> log + " block " + block.header().number()
                + ": used without a lease");
        Span after = aggregate.apply(before, event, envelope.requestId(), envelope.decidedAtMicros());
        return entities.put(key, new Entity<>(envelope.entity(), after));
    }
}

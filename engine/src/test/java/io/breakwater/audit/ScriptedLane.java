package io.breakwater.audit;

import io.breakwater.domain.Aggregate;
import io.breakwater.domain.Context;
import io.breakwater.domain.market.MarketView;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Hash64;
import io.breakwater.kernel.LongMap;
import io.breakwater.kernel.RequestId;
import io.breakwater.kernel.Table;
import io.breakwater.log.BlockWriter;
import io.breakwater.log.Digest;
import io.breakwater.log.Entity;
import io.breakwater.log.Envelope;
import io.breakwater.log.LaneFold;
import io.breakwater.log.LaneState;
import io.breakwater.log.LogName;
import io.breakwater.log.SealedBlock;
import java.util.ArrayList;
import java.util.List;

/** A lane without actors: decides with the real rules and writes the blocks that the real lane would. */
final class ScriptedLane<S, C, E> {
    private static final long VERSION = 7L << 12;
    private static final long VARIANT = 1L << 63;

    final LogName name;
    final Aggregate<S, C, E> aggregate;
    final LaneFold<S, C, E> fold;
    final List<SealedBlock> blocks = new ArrayList<>();
    /** After each block; the first is the genesis. */
    final List<LaneState<S>> states = new ArrayList<>();
    private final Identity identity;
    private final BlockWriter writer;
    private LongMap<Entity<S>> entities = LongMap.empty();
    private long decidedMicros;
    private int requests;
    int term = 1;

    ScriptedLane(Identity identity, String log, Aggregate<S, C, E> aggregate) {
        this.identity = identity;
        this.name = identity.log(log);
        this.aggregate = aggregate;
        this.fold = new LaneFold<>(name, aggregate);
        this.writer = fold.writer();
        states.add(fold.genesis());
        seal();
    }

    /** One batch of one entity. Answers the request id of its first item. */
    RequestId decide(String entity, MarketView view, long nowMicros, List<? extends C> commands) {
        long msb = nowMicros / 1_000 << 16 | VERSION;
        long lsb = VARIANT | Hash64.of(name.log()) >>> 40 << 32 | ++requests;
        if (writer.events() == 0) {
            writer.begin(nowMicros);
        }
        Entity<S> known = entities.get(Hash64.of(entity));
        S state = aggregate.begin(known == null ? aggregate.absent(entity) : known.state(), view);
        Context context = new Context(view, nowMicros, identity.origin(term));
        for (int i = 0; i < commands.size(); i++) {
            RequestId id = new RequestId(msb, lsb, i);
            if (decision(state, commands.get(i), id, context) instanceof Decision.Taken<E>(E event)) {
                state = aggregate.apply(state, event, id, nowMicros);
                writer.add(new Envelope(entity, aggregate.scopePathOf(state), "tester", id, "", nowMicros,
                        nowMicros - 7, view.policy().version(), aggregate.rulesVersion(), view.id(), event));
            }
        }
        entities = entities.put(Hash64.of(entity), new Entity<>(entity, aggregate.end(state)));
        decidedMicros = Math.max(decidedMicros, nowMicros);
        return new RequestId(msb, lsb, 0);
    }

    /** One command in a block of its own, at an empty market. Answers what its entity has come to. */
    S told(String entity, long nowMicros, C command) {
        decide(entity, MarketView.EMPTY, nowMicros, List.of(command));
        seal();
        return states.getLast().stateOf(entity);
    }

    private Decision<E> decision(S state, C command, RequestId id, Context context) {
        try {
            return aggregate.decide(state, command, id, context);
        } catch (RuntimeException failure) {
            return new Decision.Taken<>(aggregate.failed(command, failure.toString()));
        }
    }

    SealedBlock seal() {
        LaneState<S> before = states.getLast();
        SealedBlock block = writer.seal(before.number() + 1, term, before.digest(), Table.empty());
        blocks.add(block);
        states.add(before.after(block.header(), block.digest(), decidedMicros, entities));
        writer.begin(0);
        return block;
    }

    Digest stateHash(long number) {
        return fold.stateHash(states.get((int) number));
    }

    byte[] snapshot(long number) {
        return fold.snapshot(states.get((int) number));
    }
}

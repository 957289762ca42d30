package io.breakwater.audit;

import io.breakwater.domain.Aggregate;
import io.breakwater.domain.counterparty.CounterpartyEvent;
import io.breakwater.kernel.Hash64;
import io.breakwater.log.BlockReader;
import io.breakwater.log.Codec;
import io.breakwater.log.Digest;
import io.breakwater.log.Envelope;
import io.breakwater.log.LaneFold;
import io.breakwater.log.LogName;
import io.breakwater.log.NamedJson;
import io.breakwater.log.RecordCodec;
import io.breakwater.log.StateHash;

/** One log together with the rules that decided it and the codecs of what stands in it. */
final class DecidedLog<S, C, E> {
    private final LogName log;
    private final Aggregate<S, C, E> aggregate;
    private final Codec<E> events;
    private final Codec<Record> stored;

    @SuppressWarnings("unchecked")
    DecidedLog(LogName log, Aggregate<S, C, E> aggregate) {
        RecordCodec codec = RecordCodec.of(aggregate.eventType(), aggregate.storedType());
        this.log = log;
        this.aggregate = aggregate;
        this.events = codec.codec(aggregate.eventType());
        this.stored = (Codec<Record>) codec.codec(aggregate.storedType());
    }

    LogName log() {
        return log;
    }

    Aggregate<S, C, E> aggregate() {
        return aggregate;
    }

    BlockReader reader() {
        return new BlockReader(events);
    }

    LaneFold<S, C, E> fold() {
        return new LaneFold<>(log, aggregate);
    }

    Codec<E> events() {
        return events;
    }

    E event(Envelope envelope) {
        return events.type().cast(envelope.event());
    }

    /**
     * Whether an event answers its request id for all data centers. What was told for another one's order does not: it
     * may stand in that one's log as well, and the two settle that.
     */
    static boolean decides(Envelope envelope) {
        return !(envelope.event() instanceof CounterpartyEvent event) || CounterpartyEvent.decides(event);
    }

    String json(E event) {
        return NamedJson.format(events, event);
    }

    String stateJson(S state) {
        return NamedJson.format(stored, aggregate.stored(state));
    }

    /** The hash of one entity alone, as {@link StateHash} makes it of a lane that has no other. */
    Digest hash(String entity, S state) {
        StateHash hash = new StateHash();
        hash.add(Hash64.of(entity), aggregate.stored(state), stored);
        return hash.digest();
    }
}

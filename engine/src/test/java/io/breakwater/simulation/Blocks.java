package io.breakwater.simulation;

import io.breakwater.domain.span.Span;
import io.breakwater.domain.span.SpanEvent;
import io.breakwater.log.Block;
import io.breakwater.log.BlockReader;
import io.breakwater.log.RecordCodec;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * What the blocks of one history say. Whoever has a copy of one has the same bytes, which nobody changes: they are read
 * once, and not by everyone who gets them, which took a third of the simulation's time.
 */
final class Blocks {
    private static final BlockReader READER =
            new BlockReader(RecordCodec.of(SpanEvent.class, Span.class).codec(SpanEvent.class));

    private final Map<byte[], Block> read = new IdentityHashMap<>();

    Block read(byte[] bytes) {
        return read.computeIfAbsent(bytes, READER::read);
    }
}

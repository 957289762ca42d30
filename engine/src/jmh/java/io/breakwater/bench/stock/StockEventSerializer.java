package io.breakwater.bench.stock;

import io.breakwater.log.Codec;
import io.breakwater.log.RecordCodec;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** Writes events with the codec that blocks are written with. */
public final class StockEventSerializer extends SerializerWithStringManifest {

    private static final int IDENTIFIER = 9_301;

    private final Codec<StockEvent> codec = RecordCodec.of(StockEvent.class).codec(StockEvent.class);

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object event) {
        return "e";
    }

    @Override
    public byte[] toBinary(Object event) {
        return codec.encode((StockEvent) event);
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) {
        return codec.decode(bytes);
    }
}

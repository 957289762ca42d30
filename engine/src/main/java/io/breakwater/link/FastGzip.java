package io.breakwater.link;

import io.grpc.Compressor;
import io.grpc.CompressorRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Gzip at its fastest level: what is copied after a cut waits for the processor, not for the wire. Whoever knows gzip
 * unpacks it.
 */
final class FastGzip implements Compressor {
    static final String NAME = "gzip";
    private static final int BUFFER_BYTES = 4 << 10;

    /** Of servers that pack by it. */
    static CompressorRegistry registry() {
        CompressorRegistry registry = CompressorRegistry.newEmptyInstance();
        registry.register(new FastGzip());
        return registry;
    }

    @Override
    public String getMessageEncoding() {
        return NAME;
    }

    @Override
    public OutputStream compress(OutputStream packed) throws IOException {
        return new Fastest(packed);
    }

    private static final class Fastest extends GZIPOutputStream {
        Fastest(OutputStream packed) throws IOException {
            super(packed, BUFFER_BYTES);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}

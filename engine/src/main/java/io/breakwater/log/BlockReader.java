package io.breakwater.log;

import io.breakwater.log.CorruptEncoding.Reason;
import java.util.ArrayList;
import java.util.List;

/** Reads blocks whose events are of one codec's type. Checks the bytes, not the chain: that is {@link ChainCheck}. */
public final class BlockReader {
    private final Codec<?> events;

    /** A reader for events of the codec's type. */
    public BlockReader(Codec<?> events) {
        this.events = events;
    }

    /**
     * Reads all of a block.
     *
     * @throws CorruptEncoding where the bytes are not a whole block and nothing else
     */
    public Block read(byte[] bytes) {
        CborReader in = bounded(bytes);
        try {
            BlockHeader header = BlockHeader.read(in);
            List<Envelope> envelopes = envelopes(in, header);
            in.readEnd();
            return new Block(header, Digest.sha256(bytes), envelopes);
        } catch (RuntimeException refused) {
            throw located(in, refused);
        }
    }

    /**
     * Reads the header alone; the envelopes are neither read nor checked.
     *
     * @throws CorruptEncoding where the bytes do not start with one
     */
    public static SealedBlock open(byte[] bytes) {
        CborReader in = bounded(bytes);
        try {
            return new SealedBlock(BlockHeader.read(in), Digest.sha256(bytes), bytes);
        } catch (RuntimeException refused) {
            throw located(in, refused);
        }
    }

    /** Names, numbers and ids check themselves when they are made; what they refuse is as corrupt as the rest. */
    private static CorruptEncoding located(CborReader in, RuntimeException refused) {
        return refused instanceof CorruptEncoding corrupt
                ? corrupt
                : new CorruptEncoding(Reason.REFUSED_BY_TYPE, in.position(), "Block", refused);
    }

    private static CborReader bounded(byte[] bytes) {
        if (bytes.length > BlockWriter.MOST_BYTES) {
            throw new CorruptEncoding(Reason.TOO_LARGE, BlockWriter.MOST_BYTES, "Block", null);
        }
        return new CborReader(bytes);
    }

    private List<Envelope> envelopes(CborReader in, BlockHeader header) {
        var reader = new EnvelopeReader(events);
        reader.begin(header.baseTimeMicros());
        List<Envelope> envelopes = new ArrayList<>(Math.min(header.events(), 4096));
        for (int i = 0; i < header.events(); i++) {
            envelopes.add(reader.read(in));
        }
        return envelopes;
    }
}

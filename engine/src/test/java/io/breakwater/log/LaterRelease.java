package io.breakwater.log;

import com.fasterxml.jackson.core.JsonGenerator;
import io.breakwater.kernel.Table;
import java.util.List;

/** Blocks as a release that does not exist yet may write them: sound, and with something in them that nobody knows. */
public final class LaterRelease {
    /** Where a block says its format: behind the two arrays that it begins with. */
    private static final int FORMAT_AT = 2;

    private LaterRelease() {}

    /** A member of any family, with a tag above all that there are. */
    private static final class Unthought implements Shape {
        private static final int TAG = 200;

        @Override
        public void write(Object value, CborWriter out) {
            out.writeArray(2);
            out.writeLong(TAG);
            out.writeLong(1);
        }

        @Override
        public Object read(CborReader in) {
            throw new UnsupportedOperationException("nobody reads it yet");
        }

        @Override
        public void json(Object value, JsonGenerator out) {
            throw new UnsupportedOperationException("nobody reads it yet");
        }

        @Override
        public String name() {
            return "Unthought";
        }
    }

    /** A block with one event of a kind that is not known, in an envelope like another one. */
    public static SealedBlock block(SealedBlock before, Envelope like) {
        BlockHeader last = before.header();
        var writer = new BlockWriter(last.log(), new Codec<>(Object.class, new Unthought()));
        writer.begin(like.decidedAtMicros());
        writer.add(like);
        return writer.seal(last.number() + 1, last.term(), before.digest(), Table.empty());
    }

    /** A block without events that this release could have written, behind another one. */
    public static SealedBlock emptyBehind(SealedBlock before) {
        BlockHeader last = before.header();
        var writer = new BlockWriter(last.log(), new Codec<>(Object.class, new Unthought()));
        writer.begin(0);
        return writer.seal(last.number() + 1, last.term() + 1, before.digest(), Table.empty());
    }

    /** The bytes with the number of a format that does not exist yet. */
    public static byte[] ofAnotherFormat(byte[] block) {
        byte[] bytes = block.clone();
        bytes[FORMAT_AT]++;
        return bytes;
    }

    /** What stands in a block. */
    public static List<Envelope> envelopes(BlockReader reader, SealedBlock block) {
        return reader.read(block.bytes()).envelopes();
    }
}

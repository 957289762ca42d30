package io.breakwater.log;

import io.breakwater.kernel.Invariants;
import io.breakwater.kernel.Table;
import io.breakwater.log.CorruptEncoding.Reason;

/**
 * What a block says of itself.
 *
 * @param formatVersion how the bytes are to be read; {@link #FORMAT_VERSION} is what this release writes
 * @param log which log it belongs to
 * @param number its place in the log, 1, 2, 3…
 * @param term reign of the owner who wrote it, ≥ 1; never falls along a log
 * @param previous digest of the block before, or the log's genesis
 * @param peers how far other data centers' logs had been read: log → number
 * @param baseTimeMicros Unix microseconds from which the times of its envelopes are counted
 * @param events how many envelopes it has
 */
public record BlockHeader(
        int formatVersion,
        LogName log,
        long number,
        long term,
        Digest previous,
        Table<String, Long> peers,
        long baseTimeMicros,
        int events) {

    /** The only version there is yet. */
    public static final int FORMAT_VERSION = 1;

    private static final int ITEMS = 9;
    private static final int PARTS = 2;
    private static final String TYPE = "BlockHeader";
    private static final TableShape PEERS = new TableShape(new PeerName(), Scalar.LONG);

    /** Checks number, term and count. */
    public BlockHeader {
        Invariants.check(number >= 1, "blocks are numbered from 1");
        Invariants.check(term >= 1, "terms are counted from 1");
        Invariants.check(events >= 0, "a block has no fewer than 0 events");
    }

    /** Writes all that stands before the first envelope. */
    void write(CborWriter out) {
        out.writeArray(PARTS);
        out.writeArray(ITEMS);
        out.writeLong(formatVersion);
        log.writeNames(out);
        out.writeLong(number);
        out.writeLong(term);
        out.writeBytes(previous.bytes());
        PEERS.write(peers, out);
        out.writeLong(baseTimeMicros);
        out.writeArray(events);
    }

    /** Reads all that stands before the first envelope. In every format its number comes first. */
    static BlockHeader read(CborReader in) {
        int parts = in.readArray();
        int items = in.readArray();
        int format = in.readInt();
        if (format > FORMAT_VERSION) {
            throw in.corrupt(Reason.UNKNOWN_FORMAT, TYPE);
        }
        if (format != FORMAT_VERSION) {
            throw in.corrupt(Reason.OUT_OF_RANGE, TYPE);
        }
        if (parts != PARTS || items != ITEMS) {
            throw in.corrupt(Reason.WRONG_LENGTH, TYPE);
        }
        return readVersionOne(in);
    }

    @SuppressWarnings("unchecked")
    private static BlockHeader readVersionOne(CborReader in) {
        LogName log = LogName.readNames(in);
        long number = in.readLong();
        long term = in.readLong();
        Digest previous = (Digest) Scalar.DIGEST.read(in);
        Table<String, Long> peers = (Table<String, Long>) PEERS.read(in);
        return new BlockHeader(FORMAT_VERSION, log, number, term, previous, peers, in.readLong(), in.readArray());
    }

    /** A name in the header stands by itself and joins no string table, so that a header can be read alone. */
    private record PeerName() implements Shape {
        @Override
        public void write(Object value, CborWriter out) {
            out.writeText((String) value);
        }

        @Override
        public Object read(CborReader in) {
            return in.readText();
        }

        @Override
        public void json(Object value, com.fasterxml.jackson.core.JsonGenerator out) throws java.io.IOException {
            out.writeString((String) value);
        }

        @Override
        public String name() {
            return "String";
        }
    }
}

package io.breakwater.log;

import io.breakwater.kernel.BoundExceeded;
import io.breakwater.kernel.Bounds;
import io.breakwater.kernel.Table;

/**
 * Makes blocks: envelopes are encoded as they come, while the block before is still being stored; number, term and
 * digest of the one before are only needed to seal. Used again and again by one thread; two of them let the next block
 * grow while this one is in flight.
 */
public final class BlockWriter {
    /** From this size on a block is full: more would wait longer than it saves. */
    public static final int TARGET_BYTES = 256 << 10;
    /** No block is larger, header included. */
    public static final int MOST_BYTES = 1 << 20;

    private static final int MOST_HEADER_BYTES = 64 << 10;
    private static final int MOST_BODY_BYTES = MOST_BYTES - MOST_HEADER_BYTES;

    private final LogName log;
    private final EnvelopeWriter envelopes;
    private final CborWriter body = new CborWriter(16 << 10, MOST_BODY_BYTES);
    private final CborWriter head = new CborWriter(512, MOST_HEADER_BYTES);
    private long baseTimeMicros;
    private int events;

    /** A writer for one log, whose events are of the codec's type. */
    public BlockWriter(LogName log, Codec<?> events) {
        this.log = log;
        this.envelopes = new EnvelopeWriter(events);
        begin(0);
    }

    /** Starts the next block; what was gathered and not sealed is gone. */
    public void begin(long baseTime) {
        baseTimeMicros = baseTime;
        events = 0;
        body.clear();
        envelopes.begin(baseTime);
    }

    /**
     * Adds an envelope, or answers false, and is as before, where the block has no room for it.
     *
     * @throws BoundExceeded where it would not even fit a block of its own
     */
    public boolean add(Envelope envelope) {
        int size = body.size();
        int strings = body.strings();
        try {
            envelopes.write(envelope, body);
            events++;
            return true;
        } catch (BoundExceeded tooLarge) {
            body.rewind(size, strings);
            if (events == 0) {
                throw tooLarge;
            }
            return false;
        } catch (RuntimeException bug) {
            body.rewind(size, strings);
            throw bug;
        }
    }

    /** How many envelopes have been added. */
    public int events() {
        return events;
    }

    /** Bytes of the envelopes so far. */
    public int bytes() {
        return body.size();
    }

    /** Whether the block has reached its target size. */
    public boolean isFull() {
        return body.size() >= TARGET_BYTES;
    }

    /**
     * Closes the block. The writer needs {@link #begin} before it is used again.
     *
     * @throws BoundExceeded where there are too many peers to name
     */
    public SealedBlock seal(long number, long term, Digest previous, Table<String, Long> peers) {
        var header = new BlockHeader(
                BlockHeader.FORMAT_VERSION, log, number, term, previous, peers, baseTimeMicros, events);
        head.clear();
        header.write(head);
        byte[] bytes = new byte[Bounds.atMost("bytes of a block", head.size() + body.size(), MOST_BYTES)];
        System.arraycopy(head.buffer(), 0, bytes, 0, head.size());
        System.arraycopy(body.buffer(), 0, bytes, head.size(), body.size());
        return new SealedBlock(header, Digest.sha256(bytes), bytes);
    }
}

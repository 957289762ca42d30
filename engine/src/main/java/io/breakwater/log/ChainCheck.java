package io.breakwater.log;

import io.breakwater.kernel.LongMap;
import io.breakwater.log.ChainBreak.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Follows one log block by block and reports every place where the chain is broken, going on behind it, so that one
 * damage is told from many. A chain that was made anew as a whole, or its last block changed, shows only against a
 * signed checkpoint: {@link #against}. A block changed in a readable way shows at its successor, whose claim it breaks.
 */
public final class ChainCheck {
    private final LogName log;
    private final BlockReader reader;
    private final LongMap<Digest> watched;
    private LongMap<Digest> seen = LongMap.empty();
    private long number;
    private long term = 1;
    private Digest digest;
    private boolean lost;
    private boolean later;

    /** A check from the first block on, which keeps the digests of the numbers that the checkpoint names. */
    public ChainCheck(LogName log, BlockReader reader, Iterable<Checkpoint.Head> checkpointed) {
        this(log, reader, headsOf(log, checkpointed));
    }

    private ChainCheck(LogName log, BlockReader reader, LongMap<Digest> watched) {
        this.log = log;
        this.reader = reader;
        this.watched = watched;
        this.digest = log.genesis();
    }

    /** A check that goes on behind a block which is known to be sound, by its number, term and digest. */
    public static ChainCheck behind(LogName log, BlockReader reader, long number, long term, Digest digest) {
        var check = new ChainCheck(log, reader, LongMap.empty());
        check.number = number;
        check.term = term;
        check.digest = digest;
        return check;
    }

    private static LongMap<Digest> headsOf(LogName log, Iterable<Checkpoint.Head> checkpointed) {
        LongMap.Builder<Digest> heads = LongMap.builder();
        for (Checkpoint.Head head : checkpointed) {
            if (head.log().equals(log.log())) {
                heads.put(head.number(), head.digest());
            }
        }
        return heads.build();
    }

    /**
     * Takes the next stored block, hands it on where it could be read, and answers what is broken at it.
     *
     * @param storedNumber the number under which the journal keeps it
     */
    public List<ChainBreak> next(long storedNumber, byte[] bytes, Consumer<Block> sound) {
        List<ChainBreak> breaks = new ArrayList<>();
        if (storedNumber != number + 1) {
            Reason reason = storedNumber > number ? Reason.MISSING_NUMBER : Reason.WRONG_NUMBER;
            breaks.add(broken(storedNumber, reason, number + 1, storedNumber));
            lost = true;
        }
        Block block = readable(storedNumber, bytes, breaks);
        if (block != null) {
            compare(storedNumber, block, breaks);
            sound.accept(block);
        }
        follow(storedNumber, block, bytes);
        return breaks;
    }

    private Block readable(long storedNumber, byte[] bytes, List<ChainBreak> breaks) {
        try {
            return reader.read(bytes);
        } catch (CorruptEncoding corrupt) {
            later = corrupt.isOfLaterRelease();
            breaks.add(new ChainBreak(log, storedNumber, ChainBreak.of(corrupt), "a block", corrupt.getMessage()));
            return null;
        }
    }

    private void compare(long storedNumber, Block block, List<ChainBreak> breaks) {
        BlockHeader header = block.header();
        if (!header.log().equals(log)) {
            breaks.add(broken(storedNumber, Reason.WRONG_LOG, log, header.log()));
        }
        if (header.number() != storedNumber) {
            breaks.add(broken(storedNumber, Reason.WRONG_NUMBER, storedNumber, header.number()));
        }
        if (!lost && !header.previous().equals(digest)) {
            breaks.add(broken(storedNumber, Reason.WRONG_PREVIOUS_DIGEST, digest, header.previous()));
        }
        if (header.term() < term) {
            breaks.add(broken(storedNumber, Reason.TERM_DECREASED, term, header.term()));
        }
    }

    /**
     * Goes on from the bytes as they are, so that one change shows once: at the block itself or at its successor. What
     * a later release may have written is held against its successor all the same: that tells it from a change.
     */
    private void follow(long storedNumber, Block block, byte[] bytes) {
        number = Math.max(number, storedNumber);
        digest = block == null ? Digest.sha256(bytes) : block.digest();
        term = block == null ? term : Math.max(term, block.header().term());
        lost = block == null && !later;
        later = false;
        if (watched.containsKey(storedNumber)) {
            seen = seen.put(storedNumber, digest);
        }
    }

    /** What the checkpoint's heads say against the log as followed so far; empty where it bears them out. */
    public List<ChainBreak> against() {
        List<ChainBreak> breaks = new ArrayList<>();
        watched.forEachSorted((at, expected) -> {
            Digest found = seen.get(at);
            if (found == null) {
                breaks.add(broken(at, Reason.TRUNCATED, expected, "ends at " + number));
            } else if (!found.equals(expected)) {
                breaks.add(broken(at, Reason.CHECKPOINT_MISMATCH, expected, found));
            }
        });
        return breaks;
    }

    private ChainBreak broken(long at, Reason reason, Object expected, Object found) {
        return new ChainBreak(log, at, reason, expected.toString(), found.toString());
    }

    /** Number of the last block followed, 0 before the first. */
    public long number() {
        return number;
    }

    /** Highest term seen. */
    public long term() {
        return term;
    }

    /** Digest of the last block followed, or the log's genesis. */
    public Digest digest() {
        return digest;
    }
}

package io.breakwater.audit;

import io.breakwater.audit.Damage.Kind;
import io.breakwater.log.Checkpoint.Head;
import io.breakwater.log.Digest;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What signed checkpoints say of one log, compared as its blocks come by: each digest, and the state hash at some of
 * them, because hashing a state costs as much as writing it out. Once one differs the later ones differ too, and are
 * not told again.
 */
final class Marks {
    private static final int STATES_HASHED = 8;

    private final Findings findings;
    private final TreeMap<Long, List<Head>> heads = new TreeMap<>();
    private final int hashEvery;
    private long agreed;
    private long lastAgreed;
    private int seen;
    private boolean differs;

    /** @param named heads of this log, in any order */
    Marks(List<Head> named, Findings findings) {
        this.findings = findings;
        for (Head head : named) {
            heads.merge(head.number(), List.of(head),
                    (known, more) -> known.containsAll(more) ? known : joined(known, more));
        }
        this.hashEvery = Math.max(1, (heads.size() + STATES_HASHED - 1) / STATES_HASHED);
    }

    private static List<Head> joined(List<Head> known, List<Head> more) {
        return java.util.stream.Stream.concat(known.stream(), more.stream()).toList();
    }

    /** @param stateHash null, or answers null, where the state is not known */
    void at(long number, Digest digest, Supplier<Digest> stateHash) {
        List<Head> here = heads.remove(number);
        if (here == null) {
            return;
        }
        boolean hashed = ++seen % hashEvery == 0 || heads.isEmpty();
        for (Head head : here) {
            if (compared(head, digest) && (!hashed || compared(head, number, stateHash.get()))) {
                agreed++;
                lastAgreed = number;
            }
        }
    }

    private boolean compared(Head head, Digest digest) {
        return head.digest().equals(digest) || differs(head.number(), "its digest is " + digest
                + ", a signed checkpoint says " + head.digest() + "; the log was made anew behind block " + lastAgreed);
    }

    private boolean compared(Head head, long number, Digest found) {
        return found == null || head.stateHash().equals(found) || differs(number, "the state after it has the hash "
                + found + ", a signed checkpoint says " + head.stateHash());
    }

    private boolean differs(long number, String detail) {
        if (!differs) {
            findings.add(number, Kind.CHECKPOINT, detail);
        }
        differs = true;
        return false;
    }

    /** The log has ended; what is left names blocks that are not there. */
    void end(long head) {
        if (!heads.isEmpty() && heads.lastKey() > head) {
            findings.add(head + 1, Kind.TRUNCATED, "the log ends at block " + head
                    + ", a signed checkpoint names block " + heads.lastKey());
        }
    }

    long agreed() {
        return agreed;
    }
}

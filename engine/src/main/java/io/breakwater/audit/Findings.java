package io.breakwater.audit;

import io.breakwater.audit.Damage.Kind;
import io.breakwater.log.ChainBreak;
import io.breakwater.log.ChainBreak.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is damaged in one log, each place named once. A block that was changed in a readable way shows at its successor,
 * which was written behind another; it is told at the block itself.
 */
final class Findings {
    private final String log;
    private final List<Damage> found = new ArrayList<>();
    private final Set<Long> damaged = new HashSet<>();
    private final Set<Long> later = new HashSet<>();
    private long unreadable = -1;

    Findings(String log) {
        this.log = log;
    }

    /** Where it is kept. */
    String log() {
        return log;
    }

    void add(long number, Kind kind, String detail) {
        damaged.add(number);
        if (found.size() < LogReport.MOST_DETAILS) {
            found.add(new Damage(log, number, kind, detail));
        }
    }

    /** The row itself cannot be read: the gap that it leaves is not told again. */
    void addUnreadable(long number, String detail) {
        unreadable = number;
        add(number, Kind.ENVELOPE, detail);
    }

    /** All that is broken at one block. */
    void addBreaks(List<ChainBreak> breaks) {
        for (ChainBreak broken : breaks) {
            if (broken.reason() == Reason.LATER_RELEASE) {
                later.add(broken.number());
            }
            if (broken.reason() == Reason.WRONG_PREVIOUS_DIGEST) {
                addPrevious(broken, breaks.size() > 1);
            } else if (broken.reason() != Reason.MISSING_NUMBER || broken.number() != unreadable + 1) {
                add(broken.number(), kindOf(broken.reason()), detail(broken));
            }
        }
    }

    /** @param foreign the block itself is known to be wrong, and so may its claim be */
    private void addPrevious(ChainBreak broken, boolean foreign) {
        long before = broken.number() - 1;
        if (foreign || damaged.contains(before) && !later.contains(before)) {
            return;
        }
        if (before == 0) {
            add(1, Kind.CHAIN_BROKEN, "its genesis is " + broken.found() + ", this log's is " + broken.expected());
        } else {
            add(before, Kind.DIGEST, "its digest is " + broken.expected() + ", its successor was written behind "
                    + broken.found());
        }
    }

    private static Kind kindOf(Reason reason) {
        return switch (reason) {
            case MISSING_NUMBER, WRONG_NUMBER -> Kind.GAP;
            case WRONG_PREVIOUS_DIGEST -> Kind.DIGEST;
            case WRONG_LOG -> Kind.CHAIN_BROKEN;
            case TERM_DECREASED -> Kind.TERM;
            case UNDECODABLE -> Kind.ENVELOPE;
            case LATER_RELEASE -> Kind.LATER_RELEASE;
            case TRUNCATED -> Kind.TRUNCATED;
            case CHECKPOINT_MISMATCH -> Kind.CHECKPOINT;
        };
    }

    private static String detail(ChainBreak broken) {
        return broken.reason() + ": expected " + broken.expected() + ", found " + broken.found();
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    boolean isFull() {
        return found.size() >= LogReport.MOST_DETAILS;
    }

    List<Damage> all() {
        return found.stream().sorted().distinct().toList();
    }
}

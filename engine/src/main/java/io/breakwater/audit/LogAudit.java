package io.breakwater.audit;

import io.breakwater.audit.LogReport.Head;
import io.breakwater.journal.StoredRow;
import io.breakwater.log.Block;
import io.breakwater.log.BlockReader;
import io.breakwater.log.ChainBreak;
import io.breakwater.log.ChainCheck;
import io.breakwater.log.Digest;
import io.breakwater.log.LaneState;
import io.breakwater.log.LogName;
import java.util.List;

/**
 * Reads one log from its beginning to its head: follows the chain, hands sound blocks on, and goes on behind damage.
 * What is made of the blocks is up to {@link Content}.
 */
final class LogAudit {
    private final LogName log;
    private final long begins;
    private final ChainCheck chain;
    private final Findings findings;
    private final Marks marks;
    private final Content content;
    private long events;
    private boolean known = true;

    /** What is made of a log's blocks. */
    interface Content {

        BlockReader reader();

        /**
         * @param known whether every block before was folded
         * @return false where the block does not fit the state before it: from there on the state is not known
         */
        boolean fold(Block block, boolean known);

        /** @param known whether this and every block before was folded */
        void after(Head head, boolean known);

        /** After the block folded last; null where the state is not known or there is none. */
        Digest stateHash(Head head, boolean known);

        /** The log has ended at this block. */
        void end(Head head);

        LogReport report(LogReport bare);
    }

    /** @param begun what the log begins with */
    LogAudit(LogName log, LaneState<?> begun, Findings findings, Marks marks, Content content) {
        this.log = log;
        this.begins = begun.number();
        this.chain = ChainCheck.behind(
                log, content.reader(), begins, Math.max(1, begun.term()), begun.digest());
        this.findings = findings;
        this.marks = marks;
        this.content = content;
    }

    LogReport run(LogPages pages, Progress progress) {
        while (pages.hasNext() && !findings.isFull()) {
            progress.check();
            LogPages.Page page = pages.next();
            for (StoredRow row : page.rows()) {
                progress.add(next(row));
            }
            if (page.damaged() != null) {
                known = false;
                findings.addUnreadable(page.damaged().place().sequenceNr(), page.damaged().getMessage());
            }
        }
        Head head = head();
        marks.end(head.number());
        content.end(head);
        return content.report(new LogReport(findings.log(), begins, head, events, content.stateHash(head, known),
                0, 0, 0, 0, List.of(), 0, List.of(), findings.all(), marks.agreed(), 0));
    }

    /** Answers how many events the block has. */
    private int next(StoredRow row) {
        Block[] read = new Block[1];
        List<ChainBreak> breaks = chain.next(row.sequenceNr(), row.bytes(), block -> read[0] = block);
        findings.addBreaks(breaks);
        known &= breaks.stream().allMatch(LogAudit::isFoldable);
        if (read[0] == null) {
            return 0;
        }
        boolean ours = read[0].header().log().equals(log);
        if (ours) {
            known &= content.fold(read[0], known);
        }
        events += ours ? read[0].envelopes().size() : 0;
        Head head = head();
        content.after(head, known);
        marks.at(head.number(), head.digest(), () -> content.stateHash(head, known));
        return read[0].envelopes().size();
    }

    /** Whether the blocks are all there and in order, though one of them says something else than it did. */
    private static boolean isFoldable(ChainBreak broken) {
        return broken.reason() == ChainBreak.Reason.WRONG_PREVIOUS_DIGEST
                || broken.reason() == ChainBreak.Reason.TERM_DECREASED;
    }

    private Head head() {
        return new Head(chain.number(), chain.term(), chain.digest());
    }
}

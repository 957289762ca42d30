package io.breakwater.audit;

import io.breakwater.audit.Damage.Kind;
import io.breakwater.audit.checkpoint.KnownCheckpoints;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Tape;
import io.breakwater.domain.market.TapeEvent;
import io.breakwater.journal.RowDamaged;
import io.breakwater.journal.RowRange;
import io.breakwater.journal.StoreDamaged;
import io.breakwater.journal.StoredRow;
import io.breakwater.log.BlockReader;
import io.breakwater.log.Checkpoint.Head;
import io.breakwater.log.CorruptEncoding;
import io.breakwater.log.LaneFold;
import io.breakwater.log.LaneState;
import io.breakwater.log.SealedBlock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * What a node checks before it starts: every log reaches as far as any checkpoint says, with the block that it signs,
 * the last block of each is this node's, and the tape has what it begins behind. One or two blocks a log are read; the
 * chains between are checked by each lane as it recovers, and by an audit.
 */
public final class StartCheck {
    private static final int MOST_TOLD = 10;

    private final Journal journal;
    private final Identity identity;
    private final KnownCheckpoints checkpoints;
    private final ReadableBlocks readable = new ReadableBlocks();

    public StartCheck(Journal journal, Identity identity, KnownCheckpoints checkpoints) {
        this.journal = journal;
        this.identity = identity;
        this.checkpoints = checkpoints;
    }

    /**
     * Answers what is damaged, by place; nothing where the node may start.
     *
     * @throws io.breakwater.journal.StoreNewer where a later release has written one of the blocks
     */
    public List<Damage> run() {
        List<Damage> found = new ArrayList<>(checkpoints.refused());
        TreeSet<String> logs = new TreeSet<>(journal.logs().persistenceIds());
        logs.addAll(checkpoints.logs());
        logs.removeIf(log -> Families.ALL.of(log).isEmpty());
        for (String log : logs) {
            long highest = journal.logs().highest(log);
            if (highest > 0) {
                block(log, highest, found);
            }
            long begins = log.equals(Families.TAPE) ? begins(found) : 0;
            checkpoints.heads(log).stream().max(Comparator.comparingLong(Head::number))
                    .filter(head -> head.number() >= begins).ifPresent(head -> compare(head, highest, found));
        }
        return List.copyOf(found);
    }

    /** Whether a checkpoint names it is for an audit: it may have been signed by another node. */
    private long begins(List<Damage> found) {
        try {
            LaneFold<MarketView, TapeEvent, TapeEvent> fold =
                    new LaneFold<>(identity.log(Families.TAPE), new Tape());
            LaneState<MarketView> begun = Beginning.of(journal.logs(), Families.TAPE, fold);
            Beginning.ground(journal.logs(), Families.TAPE, begun.number(), begun.digest()).ifPresent(found::add);
            return begun.number();
        } catch (DamagedLog unreadable) {
            found.add(unreadable.damage());
            return 0;
        }
    }

    private void compare(Head head, long highest, List<Damage> found) {
        if (head.number() > highest) {
            found.add(new Damage(head.log(), highest + 1, Kind.TRUNCATED, "the log ends at block " + highest
                    + ", a signed checkpoint names block " + head.number()));
            return;
        }
        SealedBlock block = block(head.log(), head.number(), found);
        if (block != null && !block.digest().equals(head.digest())) {
            found.add(new Damage(head.log(), head.number(), Kind.CHECKPOINT, "its digest is " + block.digest()
                    + ", a signed checkpoint says " + head.digest()));
        }
    }

    /** Null where it cannot be read or is not ours, which is then told. */
    private SealedBlock block(String log, long number, List<Damage> found) {
        try {
            List<StoredRow> rows = journal.logs().rows(log, RowRange.only(number));
            if (rows.isEmpty()) {
                found.add(new Damage(log, number, Kind.GAP, "the block is missing"));
                return null;
            }
            readable.require(log, number, rows.getFirst().bytes());
            SealedBlock block = BlockReader.open(rows.getFirst().bytes());
            if (!block.header().log().equals(identity.log(log)) || block.header().number() != number) {
                found.add(new Damage(log, number, Kind.CHAIN_BROKEN, "the block is " + block.header().log() + " "
                        + block.header().number() + ", expected " + identity.log(log)));
                return null;
            }
            return block;
        } catch (RowDamaged | CorruptEncoding unreadable) {
            found.add(new Damage(log, number, Kind.ENVELOPE, String.valueOf(unreadable.getMessage())));
            return null;
        }
    }

    /** @throws StoreDamaged naming the places and the command that restores a backup, where the node may not start */
    public void require(DataDirectory data) {
        List<Damage> damage = run();
        if (!damage.isEmpty()) {
            StringBuilder places = new StringBuilder("it is not what was written");
            damage.stream().limit(MOST_TOLD).forEach(each -> places.append("\n  ").append(each));
            places.append(damage.size() > MOST_TOLD ? "\n  and " + (damage.size() - MOST_TOLD) + " more" : "");
            if (damage.stream().anyMatch(each -> each.kind() == Kind.TRUNCATED || each.kind() == Kind.CHECKPOINT)) {
                places.append("\n  where a backup was restored on purpose since, checkpoints of what it lacks are")
                        .append(" moved aside instead: ").append(data.checkpoints());
            }
            Damage first = damage.getFirst();
            String place = first.log() + " block " + first.number();
            throw new StoreDamaged(data.journal(), place, places.append('\n').toString(), null);
        }
    }
}

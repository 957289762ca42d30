package io.breakwater.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.breakwater.kernel.Table;
import io.breakwater.log.ChainBreak.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainCheckTest {
    private final BlockReader reader = new BlockReader(Samples.CODEC);
    private final List<Block> sound = new ArrayList<>();

    private record Stored(long number, byte[] bytes) {}

    private static List<Stored> stored(List<SealedBlock> chain) {
        List<Stored> stored = new ArrayList<>();
        chain.forEach(block -> stored.add(new Stored(block.header().number(), block.bytes())));
        return stored;
    }

    private List<ChainBreak> check(List<Stored> blocks, Checkpoint.Head... heads) {
        var check = new ChainCheck(Samples.LOG, reader, List.of(heads));
        List<ChainBreak> breaks = new ArrayList<>();
        blocks.forEach(block -> breaks.addAll(check.next(block.number(), block.bytes(), sound::add)));
        breaks.addAll(check.against());
        return breaks;
    }

    private static Checkpoint.Head head(SealedBlock block) {
        return new Checkpoint.Head("counterparty-03", block.header().number(), block.header().term(),
                block.digest(), block.digest());
    }

    @Test
    void passesWhatWasWritten() {
        List<SealedBlock> chain = Samples.chain(10);
        assertThat(check(stored(chain), head(chain.get(4)), head(chain.get(9)))).isEmpty();
        assertThat(sound).hasSize(10);
    }

    @Test
    void goesOnBehindASoundBlock() {
        List<SealedBlock> chain = Samples.chain(5);
        SealedBlock third = chain.get(2);
        ChainCheck check = ChainCheck.behind(Samples.LOG, reader, 3, third.header().term(), third.digest());
        assertThat(check.next(4, chain.get(3).bytes(), sound::add)).isEmpty();
        assertThat(check.digest()).isEqualTo(chain.get(3).digest());
        assertThat(check.number()).isEqualTo(4);
        assertThat(check.term()).isEqualTo(2);
    }

    @Test
    void findsAMissingBlock() {
        List<Stored> blocks = stored(Samples.chain(6));
        blocks.remove(2);
        assertThat(check(blocks)).extracting(ChainBreak::number, ChainBreak::reason, ChainBreak::expected)
                .containsExactly(tuple(4L, Reason.MISSING_NUMBER, "3"));
    }

    @Test
    void findsSwappedBlocks() {
        List<SealedBlock> chain = Samples.chain(6);
        List<Stored> blocks = stored(chain);
        blocks.set(2, new Stored(3, chain.get(3).bytes()));
        blocks.set(3, new Stored(4, chain.get(2).bytes()));
        assertThat(check(blocks)).extracting(ChainBreak::number, ChainBreak::reason)
                .contains(tuple(3L, Reason.WRONG_NUMBER), tuple(4L, Reason.WRONG_NUMBER))
                .allMatch(each -> (long) each.toList().getFirst() >= 3);
    }

    @Test
    void findsAReadableChangeAtTheSuccessor() {
        List<SealedBlock> chain = Samples.chain(6);
        List<Stored> blocks = stored(chain);
        SealedBlock other = Samples.block(3, 1, chain.get(1).digest(), Samples.envelopes(99, 5));
        blocks.set(2, new Stored(3, other.bytes()));
        assertThat(check(blocks)).containsExactly(new ChainBreak(Samples.LOG, 4, Reason.WRONG_PREVIOUS_DIGEST,
                other.digest().toString(), chain.get(2).digest().toString()));
    }

    @Test
    void findsUnreadableBytesOnce() {
        List<SealedBlock> chain = Samples.chain(6);
        List<Stored> blocks = stored(chain);
        byte[] cut = Arrays.copyOf(chain.get(2).bytes(), chain.get(2).bytes().length - 1);
        byte[] longer = Arrays.copyOf(chain.get(4).bytes(), chain.get(4).bytes().length + 1);
        blocks.set(2, new Stored(3, cut));
        blocks.set(4, new Stored(5, longer));
        assertThat(check(blocks)).extracting(ChainBreak::number, ChainBreak::reason)
                .containsExactly(tuple(3L, Reason.UNDECODABLE), tuple(5L, Reason.UNDECODABLE));
    }

    @Test
    void findsAnotherLogAndAnEarlierTerm() {
        List<SealedBlock> chain = Samples.chain(4);
        var writer = new BlockWriter(new LogName("production", "fra", "counterparty-03"), Samples.CODEC);
        SealedBlock foreign = writer.seal(5, 1, chain.get(3).digest(), Table.empty());
        List<Stored> blocks = stored(chain);
        blocks.add(new Stored(5, foreign.bytes()));
        assertThat(check(blocks)).extracting(ChainBreak::number, ChainBreak::reason)
                .containsExactly(tuple(5L, Reason.WRONG_LOG), tuple(5L, Reason.TERM_DECREASED));
    }

    @Test
    void aCheckpointFindsACutTailAndAChainMadeAnew() {
        List<SealedBlock> chain = Samples.chain(6);
        Checkpoint.Head last = head(chain.get(5));
        assertThat(check(stored(chain.subList(0, 5)), last)).extracting(ChainBreak::number, ChainBreak::reason)
                .containsExactly(tuple(6L, Reason.TRUNCATED));
        Checkpoint.Head other = new Checkpoint.Head("counterparty-03", 6, 1, chain.get(0).digest(), last.stateHash());
        assertThat(check(stored(chain), other)).extracting(ChainBreak::number, ChainBreak::reason)
                .containsExactly(tuple(6L, Reason.CHECKPOINT_MISMATCH));
    }

    @Test
    void genesisIsBoundToEnvironmentDataCenterAndLog() {
        assertThat(List.of(Samples.LOG.genesis(), new LogName("simulation", "fra", "counterparty-04").genesis(),
                new LogName("simulation", "lon", "counterparty-03").genesis(),
                new LogName("uat", "fra", "counterparty-03").genesis(),
                new LogName("simulationf", "ra", "counterparty-03").genesis())).doesNotHaveDuplicates();
    }
}

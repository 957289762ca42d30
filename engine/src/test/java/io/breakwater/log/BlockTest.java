package io.breakwater.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import io.breakwater.kernel.BoundExceeded;
import io.breakwater.kernel.BrokenInvariant;
import io.breakwater.kernel.Table;
import io.breakwater.log.CorruptEncoding.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BlockTest {
    private final BlockReader reader = new BlockReader(Samples.CODEC);

    @Test
    void readsWhatItWrites() {
        List<Envelope> envelopes = Samples.envelopes(3, 500);
        SealedBlock sealed = Samples.block(7, 2, Samples.LOG.genesis(), envelopes);
        Block read = reader.read(sealed.bytes());
        assertThat(read.header()).isEqualTo(sealed.header());
        assertThat(read.digest()).isEqualTo(sealed.digest()).isEqualTo(Digest.sha256(sealed.bytes()));
        assertThat(read.header().events()).isEqualTo(500);
        assertThat(read.header().peers().get("lon/counterparty-03")).isEqualTo(17);
        for (int i = 0; i < envelopes.size(); i++) {
            assertSame(read.envelopes().get(i), envelopes.get(i));
        }
    }

    private static void assertSame(Envelope read, Envelope written) {
        assertThat(without(read)).isEqualTo(without(written));
        assertThat(Samples.CODEC.encode((Sample) read.event()))
                .isEqualTo(Samples.CODEC.encode((Sample) written.event()));
    }

    private static Envelope without(Envelope e) {
        return new Envelope(e.entity(), e.scopePath(), e.caller(), e.requestId(), e.traceId(), e.decidedAtMicros(),
                e.receivedAtMicros(), e.policyVersion(), e.rulesVersion(), e.view(), "");
    }

    @Test
    void isOneItemThatJacksonReads() throws Exception {
        byte[] bytes = Samples.block(1, 1, Samples.LOG.genesis(), Samples.envelopes(4, 300)).bytes();
        try (CBORParser parser = new CBORFactory().createParser(bytes)) {
            parser.nextToken();
            parser.skipChildren();
            assertThat(parser.nextToken()).isNull();
        }
    }

    @Test
    void saysOnlyWhatDiffers() {
        Envelope first = Samples.envelopes(1, 1).getFirst();
        Envelope same = new Envelope(first.entity(), first.scopePath(), first.caller(),
                first.requestId().withItem(first.requestId().item() + 1), first.traceId(), first.decidedAtMicros(),
                first.receivedAtMicros(), first.policyVersion(), first.rulesVersion(), first.view(),
                new Sample.Nothing());
        var writer = new BlockWriter(Samples.LOG, Samples.CODEC);
        writer.begin(first.decidedAtMicros());
        writer.add(first);
        int before = writer.bytes();
        writer.add(same);
        assertThat(writer.bytes() - before).as("array, mask, event").isEqualTo(3);
    }

    @Test
    void anEmptyBlockTakesOver() {
        SealedBlock block = Samples.block(1, 5, Samples.LOG.genesis(), List.of());
        assertThat(reader.read(block.bytes()).envelopes()).isEmpty();
        assertThat(BlockReader.open(block.bytes()).header().term()).isEqualTo(5);
        assertThat(BlockReader.open(block.bytes())).isEqualTo(block);
    }

    @Test
    void isAsBeforeWhereAnEnvelopeFindsNoRoom() {
        var writer = new BlockWriter(Samples.LOG, Samples.CODEC);
        List<Envelope> envelopes = Samples.envelopes(6, 40_000);
        writer.begin(0);
        int added = 0;
        while (writer.add(envelopes.get(added))) {
            added++;
        }
        assertThat(writer.isFull()).isTrue();
        assertThat(writer.events()).isEqualTo(added);
        SealedBlock sealed = writer.seal(1, 1, Samples.LOG.genesis(), Table.empty());
        assertThat(sealed.bytes().length).isLessThanOrEqualTo(BlockWriter.MOST_BYTES);
        assertThat(reader.read(sealed.bytes()).envelopes()).hasSize(added);
    }

    @Test
    void isAsBeforeWhereAnEnvelopeIsABug() {
        var writer = new BlockWriter(Samples.LOG, Samples.CODEC);
        List<Envelope> envelopes = Samples.envelopes(6, 3);
        writer.begin(envelopes.getFirst().decidedAtMicros());
        writer.add(envelopes.get(0));
        Envelope bug = new Envelope("never-seen", "p", "c", Samples.REQUEST, "t", 1, 1, 1, 1,
                envelopes.getFirst().view(), new Sample.Tree(1, List.of(new Sample.Wrapped(null))));
        assertThatThrownBy(() -> writer.add(bug)).isInstanceOf(BrokenInvariant.class);
        writer.add(envelopes.get(1));
        writer.add(envelopes.get(2));
        byte[] sealed = writer.seal(1, 1, Samples.LOG.genesis(), Table.of("lon/counterparty-03", 17L)).bytes();
        assertThat(sealed).isEqualTo(Samples.block(1, 1, Samples.LOG.genesis(), envelopes).bytes());
    }

    @Test
    void refusesAnEnvelopeLargerThanABlock() {
        var writer = new BlockWriter(Samples.LOG, Samples.CODEC);
        Envelope some = Samples.envelopes(1, 1).getFirst();
        Envelope huge = new Envelope("e", "", "c", Samples.REQUEST, "x".repeat(2 << 20), 1, 1, 1, 1, some.view(),
                new Sample.Nothing());
        assertThatThrownBy(() -> writer.add(huge)).isInstanceOf(BoundExceeded.class);
        assertThat(writer.events()).isZero();
        assertThat(writer.bytes()).isZero();
    }

    @Test
    void aWriterUsedAgainRemembersNothing() {
        var writer = new BlockWriter(Samples.LOG, Samples.CODEC);
        for (int round = 0; round < 3; round++) {
            List<Envelope> envelopes = Samples.envelopes(round, 50);
            writer.begin(envelopes.getFirst().decidedAtMicros());
            envelopes.forEach(writer::add);
            byte[] again = writer.seal(1, 1, Samples.LOG.genesis(), Table.of("lon/counterparty-03", 17L)).bytes();
            assertThat(again).isEqualTo(Samples.block(1, 1, Samples.LOG.genesis(), envelopes).bytes());
        }
    }

    @Test
    void refusesFormatsOfTheFuture() {
        byte[] bytes = Samples.block(1, 1, Samples.LOG.genesis(), List.of()).bytes();
        bytes[2]++;
        CorruptEncoding refused = catchThrowableOfType(CorruptEncoding.class, () -> reader.read(bytes));
        assertThat(refused.reason()).isEqualTo(Reason.UNKNOWN_FORMAT);
        assertThat(refused.isOfLaterRelease()).isTrue();
        bytes[1]++;
        assertThat(catchThrowableOfType(CorruptEncoding.class, () -> BlockReader.open(bytes)).reason())
                .as("a later header may have more in it").isEqualTo(Reason.UNKNOWN_FORMAT);
        bytes[2] = 0;
        assertThat(catchThrowableOfType(CorruptEncoding.class, () -> BlockReader.open(bytes)).isOfLaterRelease())
                .as("there never was a format 0").isFalse();
    }

    /** Any damage is refused with its place, or else the digest tells; nothing but a corrupt encoding is thrown. */
    @Test
    void damageIsRefusedOrChangesTheDigest() {
        var random = new SplittableRandom(11);
        SealedBlock sound = Samples.block(9, 3, Samples.LOG.genesis(), Samples.envelopes(8, 40));
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = damaged(sound.bytes(), random);
            if (Arrays.equals(damaged, sound.bytes())) {
                continue;
            }
            try {
                assertThat(reader.read(damaged).digest()).isNotEqualTo(sound.digest());
            } catch (CorruptEncoding corrupt) {
                assertThat(corrupt.offset()).isBetween(0, damaged.length);
            }
        }
    }

    private static byte[] damaged(byte[] bytes, SplittableRandom random) {
        byte[] damaged = random.nextInt(5) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes.clone();
        for (int flips = 1 + random.nextInt(4); flips > 0 && damaged.length > 0; flips--) {
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return damaged;
    }
}

package io.breakwater.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bytes that the codec has always written. These files are only ever added to; old bytes stay readable. */
class GoldenLogTest {
    @Test
    void writesTheBytesItAlwaysWrote() throws IOException {
        List<Sample> values = Samples.fixed();
        List<String> golden = golden("events.hex").lines().toList();
        assertThat(golden).hasSameSizeAs(values);
        for (int i = 0; i < values.size(); i++) {
            assertThat(HexFormat.of().formatHex(Samples.CODEC.encode(values.get(i)))).isEqualTo(golden.get(i));
        }
    }

    @Test
    void readsTheBytesItOnceWrote() throws IOException {
        List<Sample> values = Samples.fixed();
        List<String> golden = golden("events.hex").lines().toList();
        for (int i = 0; i < values.size(); i++) {
            Sample read = Samples.CODEC.decode(HexFormat.of().parseHex(golden.get(i)));
            assertThat(read).usingRecursiveComparison(Samples.BY_CONTENT).isEqualTo(values.get(i));
        }
    }

    @Test
    void keepsItsSchema() throws IOException {
        assertThat(RecordCodec.of(Sample.class).schema()).isEqualTo(golden("schema.txt"));
    }

    @Test
    void keepsItsBlocks() throws IOException {
        SealedBlock block = Samples.block(1, 1, Samples.LOG.genesis(), Samples.envelopes(1, 12));
        assertThat(HexFormat.of().formatHex(block.bytes())).isEqualTo(golden("block.hex").strip());
        Block read = new BlockReader(Samples.CODEC).read(HexFormat.of().parseHex(golden("block.hex").strip()));
        assertThat(read.header()).isEqualTo(block.header());
        assertThat(read.envelopes()).usingRecursiveComparison(Samples.BY_CONTENT).isEqualTo(Samples.envelopes(1, 12));
    }

    @Test
    void spellsValuesForPeople() throws IOException {
        var lines = new StringBuilder();
        Samples.fixed().forEach(value -> lines.append(NamedJson.format(Samples.CODEC, value)).append('\n'));
        Block block = new BlockReader(Samples.CODEC)
                .read(Samples.block(1, 1, Samples.LOG.genesis(), Samples.envelopes(1, 1)).bytes());
        lines.append(NamedJson.format(Samples.CODEC, block.header(), block.envelopes().getFirst())).append('\n');
        assertThat(lines.toString()).isEqualTo(golden("named.json"));
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = GoldenLogTest.class.getResourceAsStream("/golden/log/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

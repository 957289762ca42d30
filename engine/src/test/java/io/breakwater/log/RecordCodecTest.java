package io.breakwater.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import io.breakwater.kernel.Blank;
import io.breakwater.kernel.BrokenInvariant;
import io.breakwater.log.CorruptEncoding.Reason;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordCodecTest {
    @Test
    void readsWhatItWrites() {
        var random = new SplittableRandom(1);
        for (int i = 0; i < 3_000; i++) {
            Sample value = Samples.random(random);
            byte[] bytes = Samples.CODEC.encode(value);
            Sample read = Samples.CODEC.decode(bytes);
            assertThat(Samples.CODEC.encode(read)).isEqualTo(bytes);
            if (i < 300) {
                assertThat(read).usingRecursiveComparison(Samples.BY_CONTENT).isEqualTo(value);
            }
        }
    }

    @Test
    void writesWhatItsNaiveTwinWritesThroughJackson() throws Exception {
        var random = new SplittableRandom(2);
        for (Sample value : Samples.fixed()) {
            assertThat(Samples.CODEC.encode(value)).isEqualTo(NaiveTwin.encode(value, Sample.class));
        }
        for (int i = 0; i < 2_000; i++) {
            Sample value = Samples.random(random);
            assertThat(Samples.CODEC.encode(value)).isEqualTo(NaiveTwin.encode(value, Sample.class));
        }
    }

    @Test
    void jacksonReadsEveryItem() throws Exception {
        for (Sample value : Samples.fixed()) {
            byte[] bytes = Samples.CODEC.encode(value);
            try (CBORParser parser = new CBORFactory().createParser(bytes)) {
                parser.nextToken();
                parser.skipChildren();
                assertThat(parser.nextToken()).isNull();
                assertThat(parser.currentLocation().getByteOffset()).isEqualTo(bytes.length);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', TRUNCATED, 0", "00 00, TRAILING, 1", "07, UNKNOWN_TAG, 0", "20, WRONG_KIND, 0", "01, WRONG_LENGTH, 0",
        "8100, WRONG_LENGTH, 0", "80, WRONG_LENGTH, 0", "8103, WRONG_LENGTH, 0", "8218 04 00, NOT_CANONICAL, 1",
        "820401, WRONG_KIND, 2", "8204820100 00, TRAILING, 5", "82048101, WRONG_LENGTH, 2",
        "8204820000, REFUSED_BY_TYPE, 5", "83050000 00, TRAILING, 4", "820502, UNKNOWN_TAG, 2",
        "830500f4, WRONG_KIND, 3", "8305001b8000000000000000, OUT_OF_RANGE, 3", "8305001b00000000, TRUNCATED, 3",
        "830301 9b7fffffffffffffff, TRUNCATED, 3", "9f, WRONG_KIND, 0", "f6, WRONG_KIND, 0",
        "82048201 1b0000000100000000, OUT_OF_RANGE, 4", "82058201, WRONG_KIND, 2", "c000, WRONG_KIND, 0"
    })
    void refusesAnythingElse(String hex, Reason reason, int offset) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        CorruptEncoding corrupt = catchThrowableOfType(CorruptEncoding.class, () -> Samples.CODEC.decode(bytes));
        assertThat(corrupt.reason()).isEqualTo(reason);
        assertThat(corrupt.offset()).isEqualTo(offset);
        assertThat(corrupt.type()).isNotBlank();
    }

    /** Every prefix of an encoding is truncated, and every changed bit is refused or reads back as what it says. */
    @Test
    void damageIsRefusedOrIsAnotherValue() {
        for (Sample value : Samples.fixed()) {
            byte[] bytes = Samples.CODEC.encode(value);
            for (int length = 0; length < bytes.length; length++) {
                assertCorruptOrCanonical(Arrays.copyOf(bytes, length));
            }
            for (int bit = 0; bit < 8 * bytes.length; bit++) {
                byte[] flipped = bytes.clone();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                assertCorruptOrCanonical(flipped);
            }
        }
    }

    @Test
    void noiseIsRefusedOrIsAValue() {
        var random = new SplittableRandom(5);
        for (int i = 0; i < 100_000; i++) {
            byte[] noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            assertCorruptOrCanonical(noise);
        }
    }

    private static void assertCorruptOrCanonical(byte[] bytes) {
        Sample read;
        try {
            read = Samples.CODEC.decode(bytes);
        } catch (CorruptEncoding expected) {
            assertThat(expected.offset()).isBetween(0, bytes.length);
            return;
        }
        assertThat(Samples.CODEC.encode(read)).isEqualTo(bytes);
    }

    @Test
    void refusesNestingBeyondTheBound() {
        byte[] deep = new byte[4 * 200];
        for (int i = 0; i < deep.length; i += 4) {
            System.arraycopy(new byte[] {(byte) 0x83, 3, 0, (byte) 0x81}, 0, deep, i, 4);
        }
        CorruptEncoding corrupt = catchThrowableOfType(CorruptEncoding.class, () -> Samples.CODEC.decode(deep));
        assertThat(corrupt.reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void nullsAndNonFiniteNumbersAreBugs() {
        assertThatThrownBy(() -> Samples.CODEC.encode(new Sample.Wrapped(null)))
                .isInstanceOf(BrokenInvariant.class).hasMessage("Wrapped.positive is never null");
        RecordCodec codec = RecordCodec.of(Ratio.class);
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> codec.codec(Ratio.class).encode(new Ratio(bad)))
                    .isInstanceOf(BrokenInvariant.class);
        }
        byte[] nan = HexFormat.of().parseHex("fb7ff8000000000000");
        assertThat(catchThrowableOfType(CorruptEncoding.class, () -> codec.codec(Ratio.class).decode(nan)).reason())
                .isEqualTo(Reason.OUT_OF_RANGE);
    }

    record Ratio(double value) {}

    record Unstorable(List<StringBuilder> builders) {}

    record Generic<T>(T value) {}

    @Test
    void namesTypesThatCannotBeStored() {
        assertThatThrownBy(() -> RecordCodec.of(Unstorable.class)).hasMessageContaining("StringBuilder");
        assertThatThrownBy(() -> RecordCodec.of(Generic.class)).hasMessageContaining("Generic");
        assertThatThrownBy(() -> RecordCodec.of(Comparable.class)).hasMessageContaining("Comparable");
    }

    @Test
    void halfASurrogatePairIsNotStored() {
        Sample value = new Sample.Tree(1, List.of());
        assertThat(Samples.CODEC.encode(value)).isNotEmpty();
        var out = new CborWriter(16, 64);
        assertThatThrownBy(() -> out.writeText("\uD800")).isInstanceOf(IllegalArgumentException.class);
    }

    record Sums(long a, long b) {
        @Blank
        static final Sums NONE = new Sums(0, 0);
    }

    record Sides(Sums buy, Sums sell, Optional<Sums> asked, List<Sums> others) {}

    record Lots(long lots) {
        @Blank
        static final Lots NONE = new Lots(0);
    }

    record Odd(long a, long b) {
        @Blank
        static final Sums NONE = new Sums(0, 0);
    }

    @Test
    void whatIsBlankTakesOneByteAndIsReadAsTheConstant() {
        Codec<Sides> codec = RecordCodec.of(Sides.class).codec(Sides.class);
        Sides value = new Sides(new Sums(0, 0), new Sums(0, 1), Optional.of(Sums.NONE), List.of(Sums.NONE));
        byte[] bytes = codec.encode(value);
        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("84" + "80" + "820001" + "80" + "8180");
        Sides read = codec.decode(bytes);
        assertThat(read).isEqualTo(value);
        assertThat(read.buy()).isSameAs(Sums.NONE);
        assertThat(read.asked()).as("there is one, and it is blank").containsSame(Sums.NONE);
        assertThat(codec.decode(HexFormat.of().parseHex("848080f680")).asked()).as("there is none").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"8482000080f680, NOT_CANONICAL", "84810080f680, WRONG_LENGTH", "84f680f680, WRONG_KIND"})
    void readsABlankInNoOtherForm(String hex, Reason reason) {
        Codec<Sides> codec = RecordCodec.of(Sides.class).codec(Sides.class);
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThat(catchThrowableOfType(CorruptEncoding.class, () -> codec.decode(bytes)).reason()).isEqualTo(reason);
    }

    @Test
    void namesConstantsThatCannotBeBlank() {
        assertThatThrownBy(() -> RecordCodec.of(Lots.class)).hasMessageContaining("Lots.NONE cannot be a blank");
        assertThatThrownBy(() -> RecordCodec.of(Odd.class)).hasMessageContaining("Odd.NONE cannot be a blank");
    }
}

package io.breakwater.feed.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.feed.Collected;
import io.breakwater.feed.Decimal;
import io.breakwater.feed.Observation;
import io.breakwater.feed.Observation.Greeks;
import io.breakwater.feed.Observation.Level;
import io.breakwater.feed.Observation.Side;
import io.breakwater.feed.Observation.Touch;
import io.breakwater.feed.Observation.Vols;
import io.breakwater.feed.Stamp;
import io.breakwater.feed.VenueSymbol;
import io.breakwater.feed.file.tardis.TardisRecorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is recorded is read back as it was. */
class RecorderTest {
    private static final long NOW = 1_700_000_000_000_000L;
    private static final long DAY = 86_400_000_000L;
    private static final VenueSymbol OF = new VenueSymbol("deribit", "BTC-29DEC23-40000-C");

    @TempDir
    private Path directory;

    private static Decimal d(String text) {
        return Decimal.parse(text);
    }

    private static List<Observation> some(long at) {
        Stamp stamp = new Stamp(at, at + 40_000, 0);
        Touch touch = new Touch(d("0.0415"), d("3"), d(""), d(""));
        return List.of(
                new Observation.Trade(OF, stamp, "7", d("0.042"), d("1.5"), Side.SELL),
                new Observation.Liquidation(OF, stamp, "", d("0.042"), d("1.5"), Side.BUY),
                new Observation.Quote(OF, stamp, touch),
                new Observation.Book(OF, stamp, true, Observation.Chain.NONE,
                        List.of(new Level(d("9"), d("1")), new Level(d("8"), d("2"))), List.of()),
                new Observation.Ticker(OF, stamp, d("1.5"), d("2.5"), d(""), d("-0.0001"), d("100")),
                new Observation.OptionTicker(OF, stamp, touch, new Vols(d("0.54"), d(""), d("0.555")), new Greeks(
                        d("0.31"), d("0.00001"), d("12.5"), d("-30"), d("4")), d("0.0421"), d("37100"), d(""), d("2")));
    }

    private Collected readBack() throws IOException {
        Collected collected = new Collected();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                try (FileSource source = FileSource.open(file)) {
                    source.readAll(collected);
                }
            }
        }
        return collected;
    }

    @Test
    void everyKindComesBack() throws IOException {
        Collected handedOn = new Collected();
        try (TardisRecorder recorder = new TardisRecorder(directory, "deribit", handedOn)) {
            some(NOW).forEach(recorder::observed);
        }
        assertThat(handedOn.observations).isEqualTo(some(NOW));
        assertThat(readBack().observations).containsExactlyInAnyOrderElementsOf(some(NOW));
    }

    @Test
    void eachDayAndEachStartHasFilesOfItsOwn() throws IOException {
        for (int start = 0; start < 2; start++) {
            try (TardisRecorder recorder = new TardisRecorder(directory, "deribit", new Collected())) {
                recorder.observed(some(NOW).getFirst());
                recorder.observed(some(NOW + DAY).getFirst());
            }
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(it -> it.getFileName().toString())).containsExactlyInAnyOrder(
                    "deribit_trades_2023-11-14.csv.gz", "deribit_trades_2023-11-14_1.csv.gz",
                    "deribit_trades_2023-11-15.csv.gz", "deribit_trades_2023-11-15_1.csv.gz");
        }
        assertThat(readBack().observations).hasSize(4);
    }

    @Test
    void aDirectoryThatCannotBeWrittenEndsTheRecordingOnly() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "no directory");
        Collected handedOn = new Collected();
        try (TardisRecorder recorder = new TardisRecorder(file, "deribit", handedOn)) {
            some(NOW).forEach(recorder::observed);
        }
        assertThat(handedOn.observations).hasSize(6);
        assertThat(handedOn.faults).hasSize(1);
    }
}

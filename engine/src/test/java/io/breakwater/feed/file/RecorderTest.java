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

    /** A book, a change to it and one that takes a level away; a message each. */
    private static List<Observation> changes(long at) {
        return List.of(
                new Observation.Book(OF, new Stamp(at, at, 11), true, new Observation.Chain(0, 77),
                        List.of(new Level(d("9"), d("1")), new Level(d("8"), d("2"))), List.of(new Level(d("10"), d("3")))),
                new Observation.Book(OF, new Stamp(at + 1, at + 1, 12), false, new Observation.Chain(11, 0),
                        List.of(new Level(d("9"), d("0"))), List.of(new Level(d("10.5"), d("1")), new Level(d("10"), d("4")))),
                new Observation.Book(OF, new Stamp(at + 2, at + 2, 13), false, new Observation.Chain(12, 0), List.of(),
                        List.of(new Level(d("10.5"), d("0")))));
    }

    private static Observation unchained(Observation of) {
        Observation.Book book = (Observation.Book) of;
        return new Observation.Book(book.of(), new Stamp(book.at().venueMicros(), book.at().receivedMicros(), 0),
                book.isWhole(), Observation.Chain.NONE, book.bids(), book.asks());
    }

    private Collected readBack() throws IOException {
        return readBack(directory);
    }

    private static Collected readBack(Path directory) throws IOException {
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
    void changesOfBooksComeBackMessageByMessage() throws IOException {
        try (TardisRecorder recorder = new TardisRecorder(directory, "deribit", new Collected())) {
            changes(NOW).forEach(recorder::observed);
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(it -> it.getFileName().toString()))
                    .containsExactly("deribit_incremental_book_L2_2023-11-14.csv.gz");
        }
        assertThat(readBack().observations).isEqualTo(changes(NOW).stream().map(RecorderTest::unchained).toList());
        assertThat(readBack().faults).isEmpty();
    }

    /** What a process leaves behind that is killed: files that were never closed. */
    @Test
    void whatWasFlushedCanBeReadWhereNothingWasClosed() throws IOException {
        Path left = Files.createDirectory(directory.resolve("left"));
        Path open = Files.createDirectory(directory.resolve("open"));
        try (TardisRecorder recorder = new TardisRecorder(open, "deribit", new Collected())) {
            for (int i = 0; i < 1_000; i++) {
                recorder.observed(some(NOW + i).getFirst());
                changes(NOW + 10 * i).forEach(recorder::observed);
            }
            recorder.flush();
            recorder.observed(some(NOW + 1_000).getFirst());
            try (Stream<Path> files = Files.list(open)) {
                for (Path file : files.toList()) {
                    Files.copy(file, left.resolve(file.getFileName()));
                }
            }
        }
        Collected read = readBack(left);
        assertThat(read.observations).as("all but what came after the flush").hasSize(4_000);
        assertThat(read.faults).as("each file was cut, and says so").hasSize(2);
        assertThat(readBack(open).observations).hasSize(4_001);
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

package io.breakwater.bench.ingest;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.breakwater.bench.Bench;
import io.breakwater.bench.BenchRun;
import io.breakwater.bench.Comparison;
import io.breakwater.bench.Report;
import io.breakwater.bench.Unit;
import io.breakwater.feed.Gate;
import io.breakwater.feed.GateLimits;
import io.breakwater.feed.Quarantine;
import io.breakwater.feed.Tally;
import io.breakwater.feed.file.FileSource;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * A gzipped file of Tardis trades on one thread: unpacked, read, turned into observations and judged by the gate; the
 * baseline unpacks it and lets fastcsv make its records, which nobody looks at.
 */
public final class IngestBench implements Bench {
    private static final String OURS = "feed: file to gate";
    private static final String ALONE = "fastcsv alone";
    private static final int TRADES = 2_000_000;
    private static final int BUFFER = 1 << 16;

    @Override
    public String name() {
        return "ingest";
    }

    @Override
    public String question() {
        return "trades a second from a packed Tardis file through the gate, against fastcsv alone, one core";
    }

    @Override
    public Report run(BenchRun run) throws IOException, InterruptedException {
        Path file = TradeFile.write(run.directory().child().path().resolve("trades.csv.gz"), TRADES);
        throughGate(file);
        alone(file);
        Comparison comparison = new Comparison(Unit.TRADES_A_SECOND)
                .side(OURS, () -> throughGate(file))
                .side(ALONE, () -> alone(file));
        comparison.run(run);
        return new Report(name(), "%,d trades, %,d bytes packed".formatted(TRADES, Files.size(file)),
                comparison.of(OURS), comparison.of(ALONE));
    }

    private static double throughGate(Path file) throws IOException {
        Tally tally = new Tally();
        Gate gate = new Gate(GateLimits.RECORDED, tally, new Quarantine(16), _ -> { });
        long begun = System.nanoTime();
        try (FileSource source = FileSource.open(file)) {
            source.readAll(gate);
        }
        return rate(begun, tally.good());
    }

    private static double alone(Path file) throws IOException {
        long begun = System.nanoTime();
        long rows = -1;
        var text = new InputStreamReader(new GZIPInputStream(Files.newInputStream(file), BUFFER),
                StandardCharsets.ISO_8859_1);
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(text)) {
            for (CsvRecord record : reader) {
                rows += record.getFieldCount() > 0 ? 1 : 0;
            }
        }
        return rate(begun, rows);
    }

    private static double rate(long begun, long trades) {
        if (trades != TRADES) {
            throw new IllegalStateException("read " + trades + " of " + TRADES);
        }
        return trades * 1e9 / (System.nanoTime() - begun);
    }
}

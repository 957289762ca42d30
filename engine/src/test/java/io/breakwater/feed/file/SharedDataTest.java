package io.breakwater.feed.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.feed.Collected;
import io.breakwater.feed.Fault;
import io.breakwater.feed.Gate;
import io.breakwater.feed.GateLimits;
import io.breakwater.feed.Observation;
import io.breakwater.feed.Quarantine;
import io.breakwater.feed.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Real recordings go through the readers and the gate; skipped where they are not beside the project. */
class SharedDataTest {
    private static final Path DATA = Path.of(System.getProperty("breakwater.root")).resolve("../shared/data");

    private final Tally tally = new Tally();
    private final List<Observation> passed = new ArrayList<>();

    private void read(Path file) throws IOException {
        assumeTrue(Files.isReadable(file), file + " is not there");
        Gate gate = new Gate(GateLimits.RECORDED, tally, new Quarantine(16), passed::add);
        try (FileSource source = FileSource.open(file)) {
            source.readAll(gate);
        }
    }

    @Test
    void minuteCandlesOfAMonth() throws IOException {
        read(DATA.resolve("minute/binance_LINKUSDT-1m-2023-02.csv.gz"));
        assertThat(tally.good()).isEqualTo(28 * 1_440);
        assertThat(tally.byFault()).isEmpty();
    }

    @Test
    void wholeChainsOfOptions() throws IOException {
        Path folder = DATA.resolve("options_deribit");
        assumeTrue(Files.isDirectory(folder), folder + " is not there");
        List<Path> chains;
        try (Stream<Path> files = Files.list(folder)) {
            chains = files.filter(it -> it.getFileName().toString().startsWith("deribit_options_snapshot_"))
                    .sorted().limit(10).toList();
        }
        for (Path chain : chains) {
            read(chain);
        }
        long options = passed.stream().filter(Observation.OptionTicker.class::isInstance).count();
        long indexes = passed.stream().filter(Observation.IndexPrice.class::isInstance).count();
        assertThat(indexes).isEqualTo(2L * chains.size());
        assertThat(options).isGreaterThan(1_200L * chains.size());
        Map<Fault, Long> faults = tally.byFault();
        assertThat(tally.bad()).as("left out: " + faults).isLessThan(options / 100);
    }

    @Test
    void aFileThatIsNoMarketIsLeftAlone() throws IOException {
        Path file = DATA.resolve("hourly/gemini_btcusd_1h_2020q1.csv");
        assumeTrue(Files.isReadable(file), file + " is not there");
        Collected collected = new Collected();
        try (FileSource source = FileSource.open(file)) {
            source.readAll(collected);
        }
        assertThat(collected.faults).containsExactly(Fault.UNKNOWN);
    }
}

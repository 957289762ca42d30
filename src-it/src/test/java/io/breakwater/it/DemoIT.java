package io.breakwater.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.ops.BreakwaterCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The demonstration against real processes, one node and a cluster: a kill in the middle loses nothing, audits agree. */
@KeepsProcessorsBusy
@Order(2)
class DemoIT {
    @TempDir
    private Path data;
    private String said;

    @BeforeAll
    static void prepareTheirJvm() {
        NodeJvm.prepare();
    }

    @Test
    @Timeout(240)
    void losesNothingAndProvesEveryDecision() throws IOException {
        JsonNode report = played("--counterparties", "200", "--seconds", "6", "--rate", "4000");
        assertThat(report.path("decisions").asLong()).isGreaterThan(5_000);
        requireSound(report);
    }

    /** Its options are ours: their volatilities come of how the record moves, their marks of what is quoted. */
    @Test
    @Timeout(240)
    void playsARecordWithOptionsOnIt() throws IOException {
        StringBuilder klines = new StringBuilder();
        for (int minute = 0; minute < 500; minute++) {
            double open = 40 + 4 * Math.sin(minute / 40.0) + minute % 7 / 50.0;
            klines.append(String.format(Locale.ROOT, "%d,%.2f,%.2f,%.2f,%.2f,1.5,%d,1,1,1,1,0%n",
                    1_706_745_600_000L + minute * 60_000L, open, open + 0.1, open - 0.1, open + 0.05,
                    1_706_745_659_999L + minute * 60_000L));
        }
        Path file = Files.writeString(data.resolve("avax-1m.csv"), klines);
        JsonNode report = played("--market", file.toString(), "--counterparties", "60", "--seconds", "4",
                "--rate", "1000");
        requireSound(report);
        assertThat(said).contains("14 options are listed")
                .containsPattern("coin-[0-9]+-p marked [0-9.]+, the venue's [0-9.]+, [0-9]+ ms old");
    }

    /** One of three nodes is killed, another leaves and comes back. */
    @Test
    @Timeout(480)
    void losesNothingOnAClusterEither() throws IOException {
        JsonNode report = played("--cluster", "--counterparties", "100", "--seconds", "6", "--rate", "2000");
        assertThat(report.path("decisions").asLong()).isGreaterThan(4_000);
        requireSound(report);
    }

    private JsonNode played(String... more) throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = BreakwaterCommand.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        List<String> words = new ArrayList<>(List.of("demo", "--exit", "--json", "--data",
                data.resolve("stored").toString()));
        words.addAll(List.of(more));
        int code = line.execute(words.toArray(String[]::new));
        assertThat(code).as("%s%n%s", out, err).isZero();
        System.out.println(out);
        said = out.toString();
        return new ObjectMapper().readTree(out.toString().lines().toList().getLast());
    }

    private static void requireSound(JsonNode report) {
        assertThat(report.path("acknowledged").asLong()).isEqualTo(report.path("decisions").asLong());
        assertThat(report.path("accepted").asLong() + report.path("refused").asLong())
                .isEqualTo(report.path("acknowledged").asLong());
        assertThat(report.path("lost").asLong()).isZero();
        assertThat(report.path("recoveredMillis").asLong()).isPositive();
        assertThat(report.path("chainBroken").asLong()).isZero();
        assertThat(report.path("mismatches").asLong()).isZero();
        assertThat(report.path("retaken").asLong()).isGreaterThanOrEqualTo(report.path("acknowledged").asLong());
        assertThat(report.path("auditedEvents").asLong()).isGreaterThan(report.path("acknowledged").asLong());
    }
}

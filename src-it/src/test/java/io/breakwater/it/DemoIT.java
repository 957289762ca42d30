package io.breakwater.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.ops.BreakwaterCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The demonstration against real processes, one node and a cluster: a kill in the middle loses nothing, audits agree. */
class DemoIT {
    @TempDir
    private Path data;

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
        List<String> words = new ArrayList<>(List.of("demo", "--exit", "--json", "--data", data.toString()));
        words.addAll(List.of(more));
        int code = line.execute(words.toArray(String[]::new));
        assertThat(code).as("%s%n%s", out, err).isZero();
        System.out.println(out);
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

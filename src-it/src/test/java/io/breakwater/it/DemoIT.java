package io.breakwater.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.ops.BreakwaterCommand;
import io.breakwater.ops.command.EngineProgram;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The demonstration against a real node process: a kill in the middle loses nothing, and the audit agrees. */
class DemoIT {
    @TempDir
    private Path data;

    @BeforeEach
    void nameTheEngine() {
        System.setProperty(EngineProgram.CLASS_PATH_PROPERTY, System.getProperty("java.class.path"));
    }

    @AfterEach
    void forgetTheEngine() {
        System.clearProperty(EngineProgram.CLASS_PATH_PROPERTY);
    }

    @Test
    @Timeout(240)
    void losesNothingAndProvesEveryDecision() throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = BreakwaterCommand.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        int code = line.execute("demo", "--exit", "--json", "--counterparties", "200", "--seconds", "6",
                "--rate", "4000", "--data", data.toString());
        assertThat(code).as("%s%n%s", out, err).isZero();
        JsonNode report = lastLine(out);
        assertThat(report.path("decisions").asLong()).isGreaterThan(5_000);
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

    private static JsonNode lastLine(StringWriter out) throws IOException {
        List<String> lines = out.toString().lines().toList();
        return new ObjectMapper().readTree(lines.getLast());
    }
}

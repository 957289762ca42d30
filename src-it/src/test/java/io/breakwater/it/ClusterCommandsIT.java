package io.breakwater.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.ops.BreakwaterCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The steps of the runbook on two data centers of a real process each, by the commands that it names. */
@MostlyWaits
@Order(13)
class ClusterCommandsIT {
    private static final String LIMIT = "firms/acme";

    @TempDir
    private Path data;

    @BeforeAll
    static void prepareTheirJvm() {
        NodeJvm.prepare();
    }

    @AfterEach
    void end() {
        if (Files.exists(data.resolve("processes"))) {
            said("cluster down");
        }
    }

    /** What a command printed. */
    private record Said(int code, String text) {}

    private Said said(String line) {
        StringWriter text = new StringWriter();
        CommandLine command = BreakwaterCommand.commandLine();
        command.setOut(new PrintWriter(text));
        command.setErr(new PrintWriter(text));
        String at = line.startsWith("cluster") ? line + " --data " + data : line;
        int code = command.execute(at.split(" "));
        return new Said(code, "> " + line + System.lineSeparator() + text);
    }

    private String done(String line) {
        Said said = said(line);
        assertThat(said.code()).as(said.text()).isZero();
        return said.text();
    }

    private void soon(String line, String expected) {
        Awaitility.await().atMost(30, TimeUnit.SECONDS).pollDelay(0, TimeUnit.MILLISECONDS)
                .pollInterval(200, TimeUnit.MILLISECONDS)
                .untilAsserted(() -> assertThat(said(line).text()).contains(expected));
    }

    /** Kind, address, id, start, data center and directory of each. */
    private List<String> node(String dataCenter) throws IOException {
        return Files.readAllLines(data.resolve("processes")).stream().map(line -> List.of(line.split(" ")))
                .filter(parts -> parts.get(0).equals("node") && parts.get(4).equals(dataCenter)).findFirst()
                .orElseThrow();
    }

    private String part(String dataCenter) {
        String all = done("cluster status");
        return all.substring(all.indexOf("DATA CENTER " + dataCenter)).lines().filter(line -> line.contains(LIMIT))
                .findFirst().orElse("none");
    }

    @Test
    @Timeout(180)
    void dataCentersAreCutHealedSwitchedOverLostAndFenced() throws IOException {
        done("cluster up --data-centers 2");
        assertThat(said("cluster up --data-centers 2").text()).contains("has a cluster");
        List<String> a = node("a");
        String atB = " --address " + node("b").get(1);
        soon("link status" + atB, "TO_PEER    CONNECTED");
        done("region limit " + LIMIT + " gross-notional 1000000 --window 50000 --data-centers a,b --address "
                + a.get(1));
        soon("cluster status", LIMIT + "/GROSS_NOTIONAL  a     1000000    50000   500000");

        assertThat(done("cluster cut a b --one-way")).contains("lost: a>b");
        soon("link status" + atB, "CUT");
        done("cluster heal");
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> said("link status" + atB).code() == 0);

        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> said("cluster switch-over a b").code() == 0);
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> part("b").contains(LIMIT + "/GROSS_NOTIONAL  b"));
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> said("cluster switch-over b a").code() == 0);

        ProcessHandle killed = ProcessHandle.of(Long.parseLong(a.get(2))).orElseThrow();
        killed.destroyForcibly();
        killed.onExit().orTimeout(60, TimeUnit.SECONDS).join();
        soon("cluster status", "does not run; breakwater node --config");
        String fenced = done("cluster fence a");
        assertThat(fenced).contains("at b:").containsPattern("data-centers/b +\\w* +true ");
        assertThat(part("b")).matches(".*GROSS_NOTIONAL  b +a .*");
        assertThat(said("cluster reinstate a").text()).contains("at b:");

        assertThat(done("cluster down")).contains("1 node(s) ended");
        assertThat(said("cluster status").code()).isEqualTo(1);
    }
}

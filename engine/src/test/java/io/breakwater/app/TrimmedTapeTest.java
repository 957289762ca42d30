package io.breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.gateway.Venue;
import io.breakwater.journal.SnapshotRange;
import io.breakwater.journal.rocksdb.ReadOnlyStore;
import io.breakwater.v1.AuditServiceGrpc;
import io.breakwater.v1.AuditVerdict;
import io.breakwater.v1.DecideResponse;
import io.breakwater.v1.Verdict;
import io.breakwater.v1.VerifyReport;
import io.breakwater.v1.VerifyRequest;
import io.breakwater.v1.VerifyResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A node whose tape was trimmed goes on as before; nobody calls what was decided before sound. */
class TrimmedTapeTest {
    private static final String BEGINS = "breakwater_tape_begins_behind_block ";

    @TempDir
    Path data;

    private static String printed(ToIntFunction<PrintStream> program) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        int code = program.applyAsInt(out);
        return bytes.toString(StandardCharsets.UTF_8) + code;
    }

    private String trimmed(String... more) {
        String[] args = new String[5 + more.length];
        System.arraycopy(new String[] {"trim", "--data", data.toString(), "--keep", "1ms"}, 0, args, 0, 5);
        System.arraycopy(more, 0, args, 5, more.length);
        return printed(out -> JournalTool.run(args, out, out));
    }

    private String audited() {
        return printed(out -> Audit.run(new String[] {"verify", data.toString()}, out, out));
    }

    private static VerifyReport verified(RunningNode node) {
        Iterator<VerifyResponse> steps = AuditServiceGrpc.newBlockingStub(node.channel())
                .withDeadlineAfter(120, TimeUnit.SECONDS).verify(VerifyRequest.getDefaultInstance());
        VerifyReport report = null;
        while (steps.hasNext()) {
            VerifyResponse step = steps.next();
            report = step.hasReport() ? step.getReport() : report;
        }
        return report;
    }

    private static void decide(Venue venue, String id) {
        venue.mark("60000");
        DecideResponse decided = venue.decide("alpha", Venue.buy(id, "59990", "0.1"));
        assertThat(decided.getOutcomes(0).getVerdict()).as("%s", decided).isEqualTo(Verdict.VERDICT_ACCEPTED);
    }

    @Test
    void aNodeGoesOnBehindTheAnchor() throws IOException, InterruptedException {
        try (RunningNode node = RunningNode.start(data)) {
            Venue venue = new Venue(node).opened();
            venue.onboard("alpha");
            decide(venue, "before");
            assertThat(verified(node).getVerdict()).isEqualTo(AuditVerdict.AUDIT_VERDICT_SOUND);
            assertThat(node.metrics()).contains(BEGINS + 0);
            assertThat(trimmed()).as("it is running").contains("breakwater: ").endsWith("\n1");
        }
        assertThat(audited()).contains("\nsound: ").endsWith("\n0");
        assertThat(trimmed()).contains("tape-00 ends at block ", " and begins behind block ").endsWith("\n0");
        assertThat(audited()).contains("tape-00 begins behind block ", "\nNOT RE-TAKEABLE in full, undamaged: ")
                .endsWith("\n5");
        try (ReadOnlyStore store = ReadOnlyStore.open(data.resolve("journal"))) {
            assertThat(store.snapshots().list("tape-00", SnapshotRange.all())).as("the lane has only the anchor")
                    .isEmpty();
        }

        try (RunningNode node = RunningNode.start(data)) {
            decide(new Venue(node), "after");
            VerifyReport report = verified(node);
            assertThat(report.getVerdict()).as("%s", report).isEqualTo(AuditVerdict.AUDIT_VERDICT_NOT_RETAKEABLE);
            assertThat(report.getDamageCount()).isZero();
            assertThat(report.getMismatches()).isZero();
            assertThat(report.getRetaken()).isPositive();
            assertThat(report.getBeforeTape()).isPositive().isEqualTo(report.getNotRetakeable());
            assertThat(report.getBegins(0).getLog()).isEqualTo("tape-00");
            assertThat(report.getBegins(0).getNumber()).isPositive();
            assertThat(node.metrics()).contains(BEGINS + report.getBegins(0).getNumber());
        }
        assertThat(trimmed()).endsWith("\n0");
        assertThat(audited()).endsWith("\n5");
    }

    @Test
    void itIsNotServedToPeers() throws IOException {
        try (RunningNode node = RunningNode.start(data)) {
            new Venue(node).opened().mark("60000");
        }
        assertThat(trimmed()).contains("begins behind block ").endsWith("\n0");
        assertThatThrownBy(() -> RunningNode.start(data, Map.of("breakwater.links.port", "0")))
                .hasStackTraceContaining("breakwater.links.port is 0, and the tape was trimmed: it begins behind block");
        RunningNode.start(data).close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "breakwater.links.port = 7500 | breakwater.links has a port or peers",
        "breakwater.journal.kind = cassandra | breakwater.journal.kind is cassandra",
    })
    void whereItCannotBeItIsRefusedWithKeyAndRemedy(String setting, String refusal) throws IOException {
        RunningNode.start(data).close();
        Path config = Files.writeString(data.resolve("node.conf"), setting);
        assertThat(trimmed("--config", config.toString())).contains(refusal).endsWith("\n2");
        assertThat(audited()).endsWith("\n0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "-1d", "soon", ""})
    void aTimeThatIsNoneIsRefused(String keep) {
        assertThat(printed(out -> JournalTool.run(
                new String[] {"trim", "--data", data.toString(), "--keep", keep}, out, out))).endsWith("\n2");
        assertThat(trimmed()).as("no node's directory").contains("is this the data directory of a node")
                .endsWith("\n1");
        assertThat(data.resolve("journal")).doesNotExist();
    }
}

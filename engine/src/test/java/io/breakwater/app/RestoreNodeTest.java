package io.breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.audit.DataDirectory;
import io.breakwater.gateway.Venue;
import io.breakwater.journal.StoreDamaged;
import io.breakwater.journal.StoreUnfinished;
import io.breakwater.journal.rocksdb.TamperedStore;
import io.breakwater.v1.AdminServiceGrpc;
import io.breakwater.v1.AdminServiceGrpc.AdminServiceBlockingStub;
import io.breakwater.v1.BackupRequest;
import io.breakwater.v1.BackupResponse;
import io.breakwater.v1.DecideResponse;
import io.breakwater.v1.GetNodeStatusRequest;
import io.breakwater.v1.GetNodeStatusResponse;
import io.breakwater.v1.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that was backed up, went on, lost its journal and is restored: it serves, and says what was lost. */
class RestoreNodeTest {
    @TempDir
    Path directory;

    private static AdminServiceBlockingStub admin(RunningNode node) {
        return AdminServiceGrpc.newBlockingStub(node.channel()).withDeadlineAfter(30, TimeUnit.SECONDS);
    }

    private Map<String, String> settings() {
        return Map.of("breakwater.checkpoints.copies.0", directory.resolve("elsewhere").toString());
    }

    private Path data() {
        return directory.resolve("data");
    }

    /** What a program prints, and its exit code on the last line. */
    private static String printed(java.util.function.ToIntFunction<PrintStream> program) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        int code = program.applyAsInt(out);
        return bytes.toString(StandardCharsets.UTF_8) + code;
    }

    private static String restored(String... args) {
        return printed(out -> Restore.run(args, out, out));
    }

    private static String audited(String... args) {
        return printed(out -> Audit.run(args, out, out));
    }

    /** Answers where the last decision before the backup stands. */
    private DecideResponse runBackUpAndGoOn() throws IOException {
        try (RunningNode node = RunningNode.start(data(), settings())) {
            Venue venue = new Venue(node).opened();
            venue.onboard("alpha");
            venue.mark("60000");
            DecideResponse kept = venue.decide("alpha", Venue.buy("kept", "59990", "0.1"));
            BackupResponse backup = admin(node).backup(BackupRequest.newBuilder()
                    .setRequestId(RunningNode.requestId())
                    .setDirectory(directory.resolve("backup").toString())
                    .build());
            assertThat(backup.getBytes()).isPositive();
            venue.decide("alpha", Venue.buy("lost", "59980", "0.1"));
            return kept;
        }
    }

    @Test
    void whatWasBackedUpServesAgainUnderALaterTerm() throws IOException {
        DecideResponse kept = runBackUpAndGoOn();
        String log = kept.getOutcomes(0).getPosition().getLog();
        assertThat(audited("verify", data().toString(), "--checkpoints", directory.resolve("elsewhere").toString()))
                .contains("sound:").endsWith("\n0");
        Files.move(DataDirectory.of(data()).journal(), directory.resolve("aside"));
        assertThat(restored(directory.resolve("backup").toString(), "--into", data().toString()))
                .contains("restored 11 logs", "lost, as checkpoints say", log + " blocks ").endsWith("\n0");
        assertThat(audited("verify", data().toString())).contains("sound:").endsWith("\n0");

        try (RunningNode node = RunningNode.start(data(), settings())) {
            GetNodeStatusResponse status = admin(node).getNodeStatus(GetNodeStatusRequest.getDefaultInstance());
            assertThat(status.getLanesList()).hasSize(11).allMatch(lane -> lane.getTerm() == 1 + 1_024 + 1);
            Venue venue = new Venue(node);
            venue.mark("60000");
            DecideResponse next = venue.decide("alpha", Venue.buy("next", "59970", "0.1"));
            assertThat(next.getOutcomes(0).getVerdict()).as("%s", next).isEqualTo(Verdict.VERDICT_ACCEPTED);
            assertThat(next.getOutcomes(0).getHoldId()).isGreaterThan(kept.getOutcomes(0).getHoldId());
        }
        assertThat(audited("verify", data().toString())).contains("sound:").endsWith("\n0");
    }

    @Test
    void aCutTailIsRefusedAtTheStartWithPlaceAndRemedy() throws Exception {
        DecideResponse kept = runBackUpAndGoOn();
        String log = kept.getOutcomes(0).getPosition().getLog();
        long number = kept.getOutcomes(0).getPosition().getNumber();
        try (TamperedStore store = new TamperedStore(DataDirectory.of(data()).journal())) {
            store.cut(log, number + 1);
        }
        assertThatThrownBy(() -> RunningNode.start(data(), settings())).isInstanceOf(StoreDamaged.class)
                .hasMessageContaining(log + " block " + (number + 1) + ": TRUNCATED")
                .hasMessageContaining("./breakwater restore DIR --into " + DataDirectory.of(data()).journal());
        assertThat(audited("verify", data().toString()))
                .contains("DAMAGE  " + log + " block " + (number + 1) + ": TRUNCATED", "NOT SOUND").endsWith("\n1");
    }

    /** What is damaged before a log's end is found as its lane reads it. */
    @Test
    void aRowThatCannotBeReadEndsTheStartWithPlaceAndRemedy() throws Exception {
        String log = runBackUpAndGoOn().getOutcomes(0).getPosition().getLog();
        try (TamperedStore store = new TamperedStore(DataDirectory.of(data()).journal())) {
            store.flip(log, 2);
        }
        assertThatThrownBy(() -> RunningNode.start(data(), settings())).hasStackTraceContaining(
                "the log of " + log + " is broken at row " + log + "/2 in " + DataDirectory.of(data()).journal())
                .hasStackTraceContaining("./breakwater restore DIR --into " + DataDirectory.of(data()).journal())
                .satisfies(failure -> assertThat(failure.getCause().getCause())
                        .isInstanceOf(NodeHealth.BrokenLog.class));
    }

    /** A peer that never answers ends the restore between its files and its terms, where a kill might end it too. */
    @Test
    void aRestoreThatDidNotEndIsNoJournalAndBeginsAnew() throws IOException {
        runBackUpAndGoOn();
        Files.move(DataDirectory.of(data()).journal(), directory.resolve("aside"));
        Path silent = Files.writeString(directory.resolve("silent.conf"), """
                breakwater.links.peers = [ { id = fra, number = 2, addresses = ["127.0.0.1:1"] } ]
                """);
        String backup = directory.resolve("backup").toString();
        assertThat(restored(backup, "--into", data().toString(), "--config", silent.toString(), "--from-peers",
                "--patience", "1")).contains("fra").endsWith("\n1");
        assertThatThrownBy(() -> RunningNode.start(data(), settings())).isInstanceOf(StoreUnfinished.class)
                .hasMessageContaining(DataDirectory.of(data()).journal().toString()).hasMessageContaining("cut short");
        assertThat(restored(backup, "--into", data().toString())).contains("restored 11 logs", "lost, as checkpoints")
                .endsWith("\n0");
        try (RunningNode node = RunningNode.start(data(), settings())) {
            assertThat(admin(node).getNodeStatus(GetNodeStatusRequest.getDefaultInstance()).getLanesList())
                    .hasSize(11).allMatch(lane -> lane.getTerm() == 1 + 1_024 + 1);
        }
    }

    @Test
    void withoutABackupAJournalThatIsThereIsLeftAlone() throws IOException {
        runBackUpAndGoOn();
        assertThat(restored("--from-peers", "--into", data().toString(), "--patience", "1")).contains("not empty")
                .endsWith("\n1");
        assertThat(audited("verify", data().toString())).contains("sound:").endsWith("\n0");
    }

    @Test
    void anotherNodesDataIsRefused() throws IOException {
        runBackUpAndGoOn();
        Map<String, String> other = Map.of("breakwater.data-center.id", "dc2");
        assertThatThrownBy(() -> RunningNode.start(data(), other)).isInstanceOf(SettingFault.class)
                .hasMessageContaining("breakwater.data-directory")
                .hasMessageContaining("dc1").hasMessageContaining("dc2");
    }

    @Test
    void aRestoreSaysHowItIsUsedAndWhyItIsRefused() throws IOException {
        assertThat(restored()).contains("usage: breakwater restore").endsWith("2");
        assertThat(restored("a", "b", "--into", "c")).endsWith("2");
        Path wrong = Files.writeString(directory.resolve("wrong.conf"), "breakwater.enviroment = production");
        assertThat(restored("a", "--into", "c", "--config", wrong.toString()))
                .contains("breakwater.enviroment is not known").endsWith("2");
        Files.writeString(wrong, "breakwater {");
        assertThat(restored("a", "--into", "c", "--config", wrong.toString())).contains("wrong.conf").endsWith("2");
        assertThat(restored(directory.toString(), "--into", data().toString()))
                .contains("no complete backup").endsWith("1");
        runBackUpAndGoOn();
        String backup = directory.resolve("backup").toString();
        assertThat(restored(backup, "--into", data().toString())).contains("not empty").endsWith("1");
        assertThat(restored(backup, "--into", directory.resolve("fresh").toString()))
                .contains("what was lost is not known").endsWith("0");
    }
}

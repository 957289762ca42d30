package io.breakwater.ops.command;

import io.breakwater.ops.ExitCode;
import io.breakwater.ops.NodeFault;
import io.breakwater.ops.client.Node;
import io.breakwater.ops.output.Printer;
import io.breakwater.v1.AuditVerdict;
import io.breakwater.v1.VerifyReport;
import io.breakwater.v1.VerifyRequest;
import io.breakwater.v1.VerifyResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Verifies every chain and re-takes every decision. */
@Command(name = "verify",
        description = "Folds the logs from their genesis, checks them and takes every decision again.",
        footer = {
            "Ends with 1 when a log is damaged or a decision comes out otherwise,",
            "with 5 when nothing is wrong but decisions could not be taken again."
        })
final class AuditVerify extends NodeCall {
    private static final Duration BOUND = Duration.ofHours(12);

    @Option(names = "--log", description = "Only these logs (default: all).")
    private List<String> logs = List.of();

    @Override
    int run(Node node, Printer print) {
        Iterator<VerifyResponse> steps =
                node.longAudit(BOUND).verify(VerifyRequest.newBuilder().addAllLogs(logs).build());
        while (steps.hasNext()) {
            VerifyResponse step = steps.next();
            if (step.hasReport()) {
                show(step.getReport(), print);
                return exitCode(step.getReport());
            }
            if (root().isTerminal()) {
                root().err().printf(Locale.ROOT,
                        "\rverified %,d of %,d blocks, %,d events ", step.getProgress().getBlocks(),
                        step.getProgress().getBlocksTotal(), step.getProgress().getEvents());
                root().err().flush();
            }
        }
        throw new NodeFault("the node ended the audit without a report: nothing is known of its logs");
    }

    /** What a node of an earlier release does not say of itself is told by what it counts. */
    private static int exitCode(VerifyReport report) {
        boolean wrong = report.getDamageCount() > 0 || report.getMismatches() > 0
                || report.getVerdict() == AuditVerdict.AUDIT_VERDICT_NOT_SOUND;
        if (wrong) {
            return ExitCode.REFUSED;
        }
        return report.getNotRetakeable() > 0 || report.getVerdict() == AuditVerdict.AUDIT_VERDICT_NOT_RETAKEABLE
                ? ExitCode.NOT_RETAKEABLE : ExitCode.OK;
    }

    private void show(VerifyReport report, Printer print) {
        if (root().isTerminal()) {
            root().err().println();
        }
        print.whole(report, List.of(report), "verdict", "logs", "blocks", "events", "retaken", "not_retakeable",
                "before_tape", "mismatches", "damage", "checkpoints", "copies", "copied_blocks", "elapsed_millis");
        print.details(report.getBeginsList(), "log", "number");
        print.details(report.getDamageList(), "position.log", "position.number", "kind", "detail");
        print.details(report.getMismatchDetailsList(), "position.log", "position.number", "name", "recorded_json",
                "retaken_json");
    }
}

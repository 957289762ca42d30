package io.breakwater.ops.command;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import io.breakwater.ops.ExitCode;
import io.breakwater.ops.UsageFault;
import io.breakwater.ops.client.Node;
import io.breakwater.ops.output.Printer;
import io.breakwater.v1.BlockPosition;
import io.breakwater.v1.ExplainRequest;
import io.breakwater.v1.ExplainResponse;
import io.breakwater.v1.ListDoubledRequest;
import io.breakwater.v1.ListDoubledResponse;
import io.breakwater.v1.ReplayRequest;
import java.text.ParseException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One decision, one state. */
final class AuditViews {
    private AuditViews() {}

    @Command(name = "explain", description = "Explains one decision, rule by rule with the numbers.")
    static final class Explain extends NodeCall {
        @Parameters(paramLabel = "ID",
                description = "REQUEST_ID[/INDEX], decisions/…, holds/HOLD_ID or counterparties/X/holds/HOLD_ID.")
        private String id;

        @Override
        int run(Node node, Printer print) {
            ExplainResponse answer = node.audit().explain(ExplainRequest.newBuilder().setName(name()).build());
            print.whole(answer, List.of(answer), "name", "counterparty", "verdict", "hold_id", "refusal.code",
                    "decide_time", "position.log", "position.number", "retaken_identical");
            print.details(answer.getRulesList(), "rule", "result", "scope", "cap", "used", "requested", "unit");
            return answer.getRetakenIdentical() ? ExitCode.OK : ExitCode.REFUSED;
        }

        private String name() {
            if (id.matches("(decisions|holds|counterparties)/.*")) {
                return id;
            }
            return "decisions/" + (id.indexOf('/') < 0 ? id + "/0" : id);
        }
    }

    @Command(name = "replay", description = "Shows a counterparty's state as of a time or a block.")
    static final class Replay extends NodeCall {
        @Parameters(paramLabel = "COUNTERPARTY")
        private String counterparty;

        @Option(names = "--as-of", required = true, paramLabel = "TIME|LOG:NUMBER",
                description = "2020-03-12T23:00:00Z, or counterparty-07:4711.")
        private String asOf;

        @Override
        int run(Node node, Printer print) {
            ReplayRequest.Builder request = ReplayRequest.newBuilder();
            request.setCounterparty(Names.counterparty(counterparty));
            if (asOf.matches("[a-z]+-[0-9]+:[0-9]{1,18}")) {
                int colon = asOf.indexOf(':');
                request.setPosition(BlockPosition.newBuilder()
                        .setLog(asOf.substring(0, colon)).setNumber(Long.parseLong(asOf.substring(colon + 1))));
            } else {
                request.setTime(time("--as-of", asOf, " nor a block like counterparty-07:4711"));
            }
            print.one(node.audit().replay(request.build()));
            return ExitCode.OK;
        }

    }

    @Command(name = "doubled", description = {
        "Shows request ids that this data center and another one have both decided.",
        "A caller that names two under one id in a cut does that; once the link is back each has the other's log."})
    static final class Doubled extends NodeCall {
        @Option(names = "--from", paramLabel = "TIME", description = "Decided by both since (default: an hour before).")
        private String from;

        @Option(names = "--to", paramLabel = "TIME", description = "And until (default: now).")
        private String to;

        @Override
        int run(Node node, Printer print) {
            ListDoubledRequest.Builder request = ListDoubledRequest.newBuilder();
            if (from != null) {
                request.setStartTime(time("--from", from, ""));
            }
            if (to != null) {
                request.setEndTime(time("--to", to, ""));
            }
            ListDoubledResponse answer = node.audit().listDoubled(request.build());
            print.list(answer.getDoubledList(), "name", "entity", "position.log", "position.number", "data_center",
                    "position_there.number");
            return answer.getDoubledCount() == 0 ? ExitCode.OK : ExitCode.REFUSED;
        }
    }

    private static Timestamp time(String option, String said, String otherwise) {
        try {
            return Timestamps.parse(said);
        } catch (ParseException e) {
            throw new UsageFault(option + " " + said + " is no time like 2020-03-12T23:00:00Z" + otherwise, e);
        }
    }
}

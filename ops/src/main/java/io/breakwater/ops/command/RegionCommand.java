package io.breakwater.ops.command;

import com.google.protobuf.Message;
import io.breakwater.ops.ExitCode;
import io.breakwater.ops.client.Node;
import io.breakwater.ops.output.Printer;
import io.breakwater.ops.output.Sheet;
import io.breakwater.v1.AddDataCenterRequest;
import io.breakwater.v1.AddDataCenterResponse;
import io.breakwater.v1.FenceDataCenterRequest;
import io.breakwater.v1.FenceDataCenterResponse;
import io.breakwater.v1.GetSpanRequest;
import io.breakwater.v1.ListSpansRequest;
import io.breakwater.v1.ListSpansResponse;
import io.breakwater.v1.Measure;
import io.breakwater.v1.ReconcileDataCenterRequest;
import io.breakwater.v1.ReconcileDataCenterResponse;
import io.breakwater.v1.ReinstateDataCenterRequest;
import io.breakwater.v1.ReinstateDataCenterResponse;
import io.breakwater.v1.RemoveDataCenterRequest;
import io.breakwater.v1.RemoveDataCenterResponse;
import io.breakwater.v1.Span;
import io.breakwater.v1.SpanFault;
import io.breakwater.v1.SpanLimitRequest;
import io.breakwater.v1.SwitchOverRequest;
import io.breakwater.v1.SwitchOverResponse;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Limits over data centers, and what is done about whole data centers. */
@Command(name = "region", description = "Limits over data centers; fence, reinstate, switch over, add, remove.",
        subcommands = {RegionCommand.Limit.class, RegionCommand.Limits.class, RegionCommand.Show.class,
            RegionCommand.Fence.class, RegionCommand.Reinstate.class, RegionCommand.SwitchOver.class,
            RegionCommand.Add.class, RegionCommand.Remove.class, RegionCommand.Reconciled.class})
public final class RegionCommand extends CommandGroup {
    private static final String CENTERS = "data-centers/";
    private static final String SPANS = "spans/";
    private static final String[] LIMITS = {
        "name", "target", "effective", "outstanding", "window", "version", "restricted"};

    /** {@code fra} as the API wants it. */
    public static String center(String id) {
        return id.startsWith(CENTERS) ? id : CENTERS + id;
    }

    /**
     * One line a limit, the parts of each below, and what could not be done.
     *
     * @param otherwise what it means that no limit was concerned
     */
    public static int shown(Printer print, Answer answer, String otherwise) {
        if (answer.spans().isEmpty()) {
            print.nothing(answer.whole(), answer.faults().isEmpty() ? otherwise : "not all could be done:", LIMITS);
        } else {
            print.whole(answer.whole(), answer.spans(), LIMITS);
        }
        answer.spans().forEach(span -> parts(print, span));
        print.details(answer.faults(), "name", "reason");
        return answer.faults().isEmpty() ? ExitCode.OK : ExitCode.REFUSED;
    }

    /** What came of something about a data center: limits as they are then, and what could not be done. */
    public record Answer(Message whole, List<Span> spans, List<SpanFault> faults) {}

    /** What it means that a fence concerns no limit. */
    public static String notFenced(String id) {
        return "no limit over data centers has a part at " + id + ": there is nothing to fence";
    }

    /** The same of a reinstatement. */
    public static String notReinstated(String id) {
        return id + " is fenced in no limit here: it takes part";
    }

    /** The same of a switch-over. */
    public static String notSwitched(String from, String to) {
        return from + " is home of no limit that " + to + " has a part in";
    }

    private static void parts(Printer print, Span span) {
        print.details(span.getPartsList(), "data_center", "state", "home", "fenced_by", "rights", "used", "free",
                "lent", "ahead", "at_risk", "late", "beyond_window", "leaving", "stranded", "in_doubt", "version",
                "age_seconds");
    }

    @Command(name = "limit", description = "Caps a measure of a firm or group over several data centers.")
    static final class Limit extends NodeCall {
        @Parameters(paramLabel = "SCOPE", description = "firms/X or groups/X.")
        private String scope;

        @Parameters(paramLabel = "MEASURE", description = "gross-notional or working-orders.")
        private String measure;

        @Parameters(paramLabel = "CAP", description = "A decimal in the measure's unit.")
        private String cap;

        @Option(names = "--data-centers", split = ",", required = true, paramLabel = "ID",
                description = "Home first, then who would take over. Said at home.")
        private List<String> dataCenters;

        @Option(names = "--window", defaultValue = "",
                description = "How far use may run ahead of what another data center has seen (default: autonomous).")
        private String window;

        @Mixin
        private Mutation mutation;

        @Override
        int run(Node node, Printer print) {
            print.one(node.regions().spanLimit(SpanLimitRequest.newBuilder()
                    .setRequestId(mutation.requestId())
                    .setValidateOnly(mutation.validateOnly())
                    .setScope(scope)
                    .setMeasure(Choice.of(Measure.class, "MEASURE_", "MEASURE", measure))
                    .setCap(cap)
                    .setWindow(window)
                    .addAllDataCenters(dataCenters.stream().map(RegionCommand::center).toList())
                    .build()));
            return ExitCode.OK;
        }
    }

    @Command(name = "limits", description = "Shows all limits over data centers.")
    static final class Limits extends NodeCall {
        @Override
        int run(Node node, Printer print) {
            print.list(
                    Pages.all(token -> node.regions().listSpans(ListSpansRequest.newBuilder()
                            .setPageSize(Pages.SIZE).setPageToken(token).build()), ListSpansResponse::getSpansList,
                            ListSpansResponse::getNextPageToken), LIMITS);
            return ExitCode.OK;
        }
    }

    @Command(name = "show", description = "Shows what each data center has of a limit.")
    static final class Show extends NodeCall {
        @Parameters(paramLabel = "NAME", description = "firms/X/GROSS_NOTIONAL.")
        private String name;

        @Override
        int run(Node node, Printer print) {
            Span span = node.regions().getSpan(GetSpanRequest.newBuilder()
                    .setName(name.startsWith(SPANS) ? name : SPANS + name).build()).getSpan();
            print.one(span);
            return ExitCode.OK;
        }
    }

    /** Says something about one data center. */
    private abstract static class AboutOne extends NodeCall {
        @Parameters(paramLabel = "ID", description = "The data center.")
        private String dataCenter;

        @Mixin
        private Mutation mutation;

        final String named() {
            return center(dataCenter);
        }

        final String id() {
            return dataCenter;
        }

        final String requestId() {
            return mutation.requestId();
        }

        final boolean validateOnly() {
            return mutation.validateOnly();
        }
    }

    @Command(name = "fence", description = "Fences a stopped data center, and reclaims what lies beyond windows.")
    static final class Fence extends AboutOne {
        @Override
        int run(Node node, Printer print) {
            FenceDataCenterResponse answer = node.regions().fenceDataCenter(FenceDataCenterRequest.newBuilder()
                    .setRequestId(requestId()).setValidateOnly(validateOnly()).setDataCenter(named()).build());
            return shown(print, new Answer(answer, answer.getSpansList(), answer.getFaultsList()),
                    notFenced(id()));
        }
    }

    @Command(name = "reinstate", description = "Lets a fenced data center take part again.")
    static final class Reinstate extends AboutOne {
        @Override
        int run(Node node, Printer print) {
            ReinstateDataCenterResponse answer = node.regions().reinstateDataCenter(
                    ReinstateDataCenterRequest.newBuilder()
                            .setRequestId(requestId()).setValidateOnly(validateOnly()).setDataCenter(named()).build());
            return shown(print, new Answer(answer, answer.getSpansList(), answer.getFaultsList()),
                    notReinstated(id()));
        }
    }

    @Command(name = "switch-over", description = "Moves the home of all limits between data centers at work.")
    static final class SwitchOver extends NodeCall {
        @Parameters(paramLabel = "FROM", description = "Home now; said there.")
        private String from;

        @Parameters(paramLabel = "TO", description = "Home next.")
        private String to;

        @Mixin
        private Mutation mutation;

        @Override
        int run(Node node, Printer print) {
            SwitchOverResponse answer = node.regions().switchOver(SwitchOverRequest.newBuilder()
                    .setRequestId(mutation.requestId()).setValidateOnly(mutation.validateOnly())
                    .setFrom(center(from)).setTo(center(to)).build());
            return shown(print, new Answer(answer, answer.getSpansList(), answer.getFaultsList()),
                    notSwitched(from, to));
        }
    }

    @Command(name = "add", description = "Has a linked data center take part in all limits; said at home.")
    static final class Add extends AboutOne {
        @Override
        int run(Node node, Printer print) {
            AddDataCenterResponse answer = node.regions().addDataCenter(AddDataCenterRequest.newBuilder()
                    .setRequestId(requestId()).setValidateOnly(validateOnly()).setDataCenter(named()).build());
            return shown(print, new Answer(answer, answer.getSpansList(), answer.getFaultsList()),
                    "there is no limit that " + id() + " has no part in");
        }
    }

    @Command(name = "remove", description = "Has a data center that is no home give back its rights; said at home.")
    static final class Remove extends AboutOne {
        @Override
        int run(Node node, Printer print) {
            RemoveDataCenterResponse answer = node.regions().removeDataCenter(RemoveDataCenterRequest.newBuilder()
                    .setRequestId(requestId()).setValidateOnly(validateOnly()).setDataCenter(named()).build());
            return shown(print, new Answer(answer, answer.getSpansList(), answer.getFaultsList()),
                    "no limit over data centers has a part at " + id());
        }
    }

    @Command(name = "reconciled",
            description = "Ends what a restore has left in doubt, said at that data center; or lets those trade again"
                    + " who traded at another one after it was fenced.")
    static final class Reconciled extends AboutOne {
        @Option(names = "--reason", required = true, paramLabel = "TEXT",
                description = "Who found out what was lost, and how.")
        private String reason;

        @Mixin
        private ApprovalFlags approvals;

        @Override
        int run(Node node, Printer print) {
            ReconcileDataCenterResponse answer = node.regions().reconcileDataCenter(
                    ReconcileDataCenterRequest.newBuilder()
                            .setRequestId(requestId()).setValidateOnly(validateOnly())
                            .setDataCenter(named()).setReason(reason)
                            .addAllApprovals(approvals.approvals(requestId())).build());
            int code = shown(print, new Answer(answer, answer.getSpansList(), answer.getFaultsList()),
                    answer.getCounterpartiesCount() == 0 ? "no limit was in doubt; everything may be traded again"
                            : "compared: those who had traded at " + id() + " unseen may trade again");
            print.details(new Sheet(List.of("trades_again"),
                    answer.getCounterpartiesList().stream().map(List::of).toList()));
            return code;
        }
    }
}

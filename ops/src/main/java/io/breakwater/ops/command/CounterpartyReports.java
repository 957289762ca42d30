package io.breakwater.ops.command;

import com.google.protobuf.util.Timestamps;
import io.breakwater.ops.ExitCode;
import io.breakwater.ops.client.Node;
import io.breakwater.ops.output.Printer;
import io.breakwater.v1.Disposition;
import io.breakwater.v1.Fact;
import io.breakwater.v1.FactOutcome;
import io.breakwater.v1.OrderStatus;
import io.breakwater.v1.OrderStatusKind;
import io.breakwater.v1.ReportFactsRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a person has learnt of an order, where nobody else tells it. */
final class CounterpartyReports {
    private static final String KIND = "ORDER_STATUS_KIND_";

    private CounterpartyReports() {}

    @Command(name = "report-order", description = {
        "Tells what the venue says of an order, as its adapter would have.",
        "An order whose end nobody tells holds exposure for good: first make sure at the venue that it has ended."})
    static final class Report extends NodeCall {
        @Parameters(index = "0", paramLabel = "COUNTERPARTY")
        private String counterparty;

        @Parameters(index = "1", paramLabel = "ORDER", description = "Its client_order_id, as orders shows it.")
        private String order;

        @Option(names = "--status", required = true,
                description = "cancelled, expired, rejected, working, replaced, replace-rejected, cancel-rejected, sent"
                        + " or unknown.")
        private String status;

        @Mixin
        private Mutation mutation;

        @Override
        int run(Node node, Printer print) {
            OrderStatus told = OrderStatus.newBuilder()
                    .setClientOrderId(order)
                    .setStatus(Choice.of(OrderStatusKind.class, KIND, "--status", status))
                    .setVenueTimeMicros(Timestamps.toMicros(mutation.made()))
                    .build();
            FactOutcome outcome = node.facts().reportFacts(ReportFactsRequest.newBuilder()
                    .setRequestId(mutation.requestId())
                    .setValidateOnly(mutation.validateOnly())
                    .setCounterparty(Names.counterparty(counterparty))
                    .addFacts(Fact.newBuilder().setOrderStatus(told))
                    .build()).getOutcomes(0);
            print.one(outcome);
            return exitCode(outcome.getDisposition());
        }

        /** One that nobody knows, or that has ended, is a duplicate: nothing was to be told of it. */
        private static int exitCode(Disposition disposition) {
            return switch (disposition) {
                case DISPOSITION_BOOKED -> ExitCode.OK;
                case DISPOSITION_UNKNOWN -> ExitCode.UNAVAILABLE;
                case DISPOSITION_INVALID -> ExitCode.USAGE;
                case DISPOSITION_DUPLICATE, DISPOSITION_SUSPENSE, DISPOSITION_UNSPECIFIED, UNRECOGNIZED ->
                        ExitCode.REFUSED;
            };
        }
    }
}

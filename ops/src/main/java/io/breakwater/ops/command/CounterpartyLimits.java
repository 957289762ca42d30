package io.breakwater.ops.command;

import io.breakwater.ops.ExitCode;
import io.breakwater.ops.client.Node;
import io.breakwater.ops.output.Printer;
import io.breakwater.v1.Enforcement;
import io.breakwater.v1.Limit;
import io.breakwater.v1.ListLimitsRequest;
import io.breakwater.v1.ListLimitsResponse;
import io.breakwater.v1.Measure;
import io.breakwater.v1.SetLimitRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Caps on nodes of the scope path. */
final class CounterpartyLimits {
    private CounterpartyLimits() {}

    @Command(name = "set-limit", description = "Sets a cap on a firm, a group, a counterparty or an account.")
    static final class Set extends NodeCall {
        @Parameters(paramLabel = "SCOPE",
                description = "firms/X, groups/X, counterparties/X[/accounts/Y]; X alone: a counterparty.")
        private String scope;

        @Parameters(paramLabel = "MEASURE", description = "order-size, order-notional, gross-notional, delta, loss, …")
        private String measure;

        @Parameters(paramLabel = "CAP", description = "A decimal in the measure's unit.")
        private String cap;

        @Option(names = "--dimension", defaultValue = "",
                description = "instruments/X, underlyings/X, assets/X or places/X.")
        private String dimension;

        @Option(names = "--warning", description = "Records a breach instead of refusing.")
        private boolean warning;

        @Mixin
        private Mutation mutation;

        @Override
        int run(Node node, Printer print) {
            Limit limit = Limit.newBuilder()
                    .setScope(Names.counterparty(scope))
                    .setMeasure(Choice.of(Measure.class, "MEASURE_", "MEASURE", measure))
                    .setDimension(dimension)
                    .setCap(cap)
                    .setEnforcement(warning ? Enforcement.ENFORCEMENT_WARNING : Enforcement.ENFORCEMENT_HARD)
                    .build();
            print.one(node.counterparties().setLimit(SetLimitRequest.newBuilder()
                    .setRequestId(mutation.requestId())
                    .setValidateOnly(mutation.validateOnly())
                    .setLimit(limit)
                    .build()));
            return ExitCode.OK;
        }
    }

    @Command(name = "limits", description = "Shows the caps of a firm, a group, a counterparty or an account.")
    static final class Show extends NodeCall {
        @Parameters(paramLabel = "SCOPE")
        private String scope;

        @Override
        int run(Node node, Printer print) {
            print.list(
                    Pages.all(token -> node.counterparties().listLimits(page(token)), ListLimitsResponse::getLimitsList,
                            ListLimitsResponse::getNextPageToken),
                    "scope", "measure", "dimension", "cap", "unit", "used", "enforcement");
            return ExitCode.OK;
        }

        private ListLimitsRequest page(String token) {
            return ListLimitsRequest.newBuilder()
                    .setParent(Names.counterparty(scope))
                    .setPageSize(Pages.SIZE)
                    .setPageToken(token)
                    .build();
        }
    }
}

package io.breakwater.ops.command;

import io.breakwater.ops.ExitCode;
import io.breakwater.ops.client.Node;
import io.breakwater.ops.output.Printer;
import io.breakwater.v1.LiftRestrictionRequest;
import io.breakwater.v1.RestrictRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trading states placed on counterparties and on what is wider. */
final class CounterpartyRestrictions {
    private static final String NAME = "A counterparty, or everything, firms/X, groups/X, venues/X, underlyings/X.";

    private CounterpartyRestrictions() {}

    @Command(name = "restrict", description = {
        "Places REDUCING or HALTED at once.",
        "Shows which data centers have it in force, and which have not said so within a second: pending."})
    static final class Place extends NodeCall {
        @Parameters(paramLabel = "NAME", description = NAME)
        private String name;

        @Mixin
        private RestrictionFlags restriction;

        @Mixin
        private Mutation mutation;

        @Override
        int run(Node node, Printer print) {
            print.one(node.counterparties().restrict(RestrictRequest.newBuilder()
                    .setRequestId(mutation.requestId())
                    .setValidateOnly(mutation.validateOnly())
                    .setName(Names.restricted(name))
                    .setRestriction(restriction.restriction(mutation.made()))
                    .build()));
            return ExitCode.OK;
        }
    }

    @Command(name = "lift", description = {
        "Lifts one restriction, wherever it was placed.", "Shows data centers as restrict does."})
    static final class Lift extends NodeCall {
        @Parameters(paramLabel = "NAME", description = NAME)
        private String name;

        @Parameters(paramLabel = "RESTRICTION", description = "Its id, as restrict and get show it.")
        private String restriction;

        @Option(names = "--reason", required = true, description = "Why; kept with it.")
        private String reason;

        @Mixin
        private ApprovalFlags approvals;

        @Mixin
        private Mutation mutation;

        @Override
        int run(Node node, Printer print) {
            print.one(node.counterparties().liftRestriction(LiftRestrictionRequest.newBuilder()
                    .setRequestId(mutation.requestId())
                    .setValidateOnly(mutation.validateOnly())
                    .setName(Names.restricted(name))
                    .setRestrictionId(restriction)
                    .setReason(reason)
                    .addAllApprovals(approvals.approvals(mutation.requestId()))
                    .build()));
            return ExitCode.OK;
        }
    }
}

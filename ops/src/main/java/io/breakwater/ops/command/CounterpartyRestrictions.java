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

/** Trading states placed on counterparties. */
final class CounterpartyRestrictions {
    private CounterpartyRestrictions() {}

    @Command(name = "restrict", description = "Places REDUCING or HALTED on a counterparty, at once.")
    static final class Place extends NodeCall {
        @Parameters(paramLabel = "COUNTERPARTY")
        private String counterparty;

        @Mixin
        private RestrictionFlags restriction;

        @Mixin
        private Mutation mutation;

        @Override
        int run(Node node, Printer print) {
            print.one(node.counterparties().restrict(RestrictRequest.newBuilder()
                    .setRequestId(mutation.requestId())
                    .setValidateOnly(mutation.validateOnly())
                    .setName(Names.counterparty(counterparty))
                    .setRestriction(restriction.restriction())
                    .build()));
            return ExitCode.OK;
        }
    }

    @Command(name = "lift", description = "Lifts one restriction.")
    static final class Lift extends NodeCall {
        @Parameters(paramLabel = "COUNTERPARTY")
        private String counterparty;

        @Parameters(paramLabel = "RESTRICTION", description = "Its id, as restrict and get show it.")
        private String restriction;

        @Option(names = "--reason", required = true, description = "Why; kept with it.")
        private String reason;

        @Mixin
        private Mutation mutation;

        @Override
        int run(Node node, Printer print) {
            print.one(node.counterparties().liftRestriction(LiftRestrictionRequest.newBuilder()
                    .setRequestId(mutation.requestId())
                    .setValidateOnly(mutation.validateOnly())
                    .setName(Names.counterparty(counterparty))
                    .setRestrictionId(restriction)
                    .setReason(reason)
                    .build()));
            return ExitCode.OK;
        }
    }
}

package io.breakwater.ops.command;

import io.breakwater.ops.ExitCode;
import io.breakwater.ops.client.Node;
import io.breakwater.ops.output.Printer;
import io.breakwater.v1.Counterparty;
import io.breakwater.v1.CreateCounterpartyRequest;
import io.breakwater.v1.OpenAccountRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Onboarding of counterparties and accounts. */
final class CounterpartyOnboarding {
    private CounterpartyOnboarding() {}

    @Command(name = "create", description = "Onboards a counterparty with one account.")
    static final class Create extends NodeCall {
        @Parameters(paramLabel = "ID", description = "[a-z][a-z0-9-]{0,62}")
        private String id;

        @Option(names = "--display-name", description = "For people (default: the id).")
        private String displayName;

        @Option(names = "--firm", required = true, description = "The firm it belongs to.")
        private String firm;

        @Option(names = "--group", required = true, description = "The group within the firm.")
        private String group;

        @Option(names = "--home", defaultValue = "", description = "Home data center (default: the node's).")
        private String home;

        @Mixin
        private AccountFlags account;

        @Mixin
        private Mutation mutation;

        @Override
        int run(Node node, Printer print) {
            Counterparty counterparty = Counterparty.newBuilder()
                    .setDisplayName(displayName == null ? id : displayName)
                    .setFirm(Names.of("firms", firm))
                    .setGroup(Names.of("groups", group))
                    .setHomeDataCenter(home)
                    .addAccounts(account.account())
                    .build();
            print.one(node.counterparties().createCounterparty(CreateCounterpartyRequest.newBuilder()
                    .setRequestId(mutation.requestId())
                    .setValidateOnly(mutation.validateOnly())
                    .setCounterpartyId(id)
                    .setCounterparty(counterparty)
                    .build()));
            return ExitCode.OK;
        }
    }

    @Command(name = "open-account", description = "Opens one more account.")
    static final class OpenAccountCall extends NodeCall {
        @Parameters(paramLabel = "COUNTERPARTY")
        private String counterparty;

        @Mixin
        private AccountFlags account;

        @Mixin
        private Mutation mutation;

        @Override
        int run(Node node, Printer print) {
            print.one(node.counterparties().openAccount(OpenAccountRequest.newBuilder()
                    .setRequestId(mutation.requestId())
                    .setValidateOnly(mutation.validateOnly())
                    .setParent(Names.counterparty(counterparty))
                    .setAccount(account.account())
                    .build()));
            return ExitCode.OK;
        }
    }
}

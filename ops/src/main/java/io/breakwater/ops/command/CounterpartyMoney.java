package io.breakwater.ops.command;

import io.breakwater.ops.ExitCode;
import io.breakwater.ops.client.Node;
import io.breakwater.ops.output.Printer;
import io.breakwater.v1.DepositRequest;
import io.breakwater.v1.MoveCollateralRequest;
import io.breakwater.v1.WithdrawRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Collateral in, out, and between data centers. */
final class CounterpartyMoney {
    private CounterpartyMoney() {}

    /** What is moved. */
    static final class Amount {
        @Parameters(index = "0", paramLabel = "COUNTERPARTY")
        private String counterparty;

        @Parameters(index = "1", paramLabel = "ASSET")
        private String asset;

        @Parameters(index = "2", paramLabel = "AMOUNT", description = "Whole units of the asset, a decimal above zero.")
        private String amount;

        @Option(names = "--account", defaultValue = "main", description = "The account (default: ${DEFAULT-VALUE}).")
        private String account;

        @Option(names = "--reference", defaultValue = "", description = "Kept with the entry.")
        private String reference;

        String accountName() {
            return Names.account(counterparty, account);
        }
    }

    @Command(name = "deposit", description = "Books collateral that has arrived.")
    static final class DepositCall extends NodeCall {
        @Mixin
        private Amount amount;

        @Mixin
        private Mutation mutation;

        @Override
        int run(Node node, Printer print) {
            print.one(node.counterparties().deposit(DepositRequest.newBuilder()
                    .setRequestId(mutation.requestId())
                    .setValidateOnly(mutation.validateOnly())
                    .setAccount(amount.accountName())
                    .setAsset(Names.asset(amount.asset))
                    .setAmount(amount.amount)
                    .setReference(amount.reference)
                    .build()));
            return ExitCode.OK;
        }
    }

    @Command(name = "withdraw", description = "Asks to take collateral out.")
    static final class WithdrawCall extends NodeCall {
        @Mixin
        private Amount amount;

        @Mixin
        private Mutation mutation;

        @Override
        int run(Node node, Printer print) {
            print.one(node.counterparties().withdraw(WithdrawRequest.newBuilder()
                    .setRequestId(mutation.requestId())
                    .setValidateOnly(mutation.validateOnly())
                    .setAccount(amount.accountName())
                    .setAsset(Names.asset(amount.asset))
                    .setAmount(amount.amount)
                    .setReference(amount.reference)
                    .build()));
            return ExitCode.OK;
        }
    }

    @Command(name = "move-collateral",
            description = "Moves collateral to the same account in another data center, from home or to it.")
    static final class MoveCall extends NodeCall {
        @Mixin
        private Amount amount;

        @Option(names = "--to", required = true, description = "The other data center.")
        private String to;

        @Mixin
        private Mutation mutation;

        @Override
        int run(Node node, Printer print) {
            print.one(node.counterparties().moveCollateral(MoveCollateralRequest.newBuilder()
                    .setRequestId(mutation.requestId())
                    .setValidateOnly(mutation.validateOnly())
                    .setAccount(amount.accountName())
                    .setAsset(Names.asset(amount.asset))
                    .setAmount(amount.amount)
                    .setTo(Names.of("data-centers", to))
                    .setReference(amount.reference)
                    .build()));
            return ExitCode.OK;
        }
    }
}

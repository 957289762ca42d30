package io.breakwater.ops.command;

import io.breakwater.ops.ExitCode;
import io.breakwater.ops.UsageFault;
import io.breakwater.ops.client.Node;
import io.breakwater.ops.output.Printer;
import io.breakwater.v1.Side;
import io.breakwater.v1.SimulateMarginRequest;
import io.breakwater.v1.SimulateMarginResponse;
import io.breakwater.v1.SimulatedOrder;
import io.breakwater.v1.SimulatedPosition;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks what margin would be. */
@Command(name = "margin", description = "Asks what an account's margin is, and what it would be.",
        subcommands = MarginCommand.Simulate.class)
public final class MarginCommand extends CommandGroup {

    @Command(name = "simulate", description = {"Adds positions and orders to an account and shows its margin:",
        "margin simulate acme --position btc-usd-perp=-1000 --order buy:btc-60k-put:0.021:5"})
    static final class Simulate extends NodeCall {
        private static final int ORDER_PARTS = 4;

        @Parameters(paramLabel = "COUNTERPARTY")
        private String counterparty;

        @Option(names = "--account", defaultValue = "main", description = "The account (default: ${DEFAULT-VALUE}).")
        private String account;

        @Option(names = "--position", paramLabel = "INSTRUMENT=QUANTITY",
                description = "Taken on at the mark; a negative quantity is short. May be repeated.")
        private List<String> positions = List.of();

        @Option(names = "--order", paramLabel = "SIDE:INSTRUMENT:PRICE:QUANTITY",
                description = "Working at its price. May be repeated.")
        private List<String> orders = List.of();

        @Override
        int run(Node node, Printer print) {
            SimulateMarginRequest.Builder request =
                    SimulateMarginRequest.newBuilder().setAccount(Names.account(counterparty, account));
            positions.forEach(each -> request.addPositions(position(each)));
            orders.forEach(each -> request.addOrders(order(each)));
            SimulateMarginResponse answer = node.counterparties().simulateMargin(request.build());
            print.whole(answer, List.of(answer.getBefore(), answer.getAfter()), "complete", "available_usd",
                    "initial_margin_usd", "maintenance_margin_usd", "matrix_usd", "roll_usd", "delta_shock_usd",
                    "open_orders_usd", "reserve_usd", "worst_cell");
            print.details(answer.getAfter().getWorstList(), "underlying", "price_move", "volatility", "profit_usd");
            return ExitCode.OK;
        }

        private static SimulatedPosition position(String text) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new UsageFault("--position " + text + " is not INSTRUMENT=QUANTITY");
            }
            return SimulatedPosition.newBuilder().setInstrument(Names.instrument(text.substring(0, equals)))
                    .setQuantity(text.substring(equals + 1)).build();
        }

        private static SimulatedOrder order(String text) {
            String[] parts = text.split(":", -1);
            if (parts.length != ORDER_PARTS) {
                throw new UsageFault("--order " + text + " is not SIDE:INSTRUMENT:PRICE:QUANTITY");
            }
            return SimulatedOrder.newBuilder().setSide(Choice.of(Side.class, "SIDE_", "--order", parts[0]))
                    .setInstrument(Names.instrument(parts[1])).setPrice(parts[2]).setQuantity(parts[3]).build();
        }
    }
}

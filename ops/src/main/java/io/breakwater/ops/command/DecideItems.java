package io.breakwater.ops.command;


import io.breakwater.ops.ExitCode;
import io.breakwater.ops.client.Node;
import io.breakwater.ops.output.Printer;
import io.breakwater.v1.Amend;
import io.breakwater.v1.Cancel;
import io.breakwater.v1.DecideRequest;
import io.breakwater.v1.DecideResponse;
import io.breakwater.v1.DecisionItem;
import io.breakwater.v1.ItemOutcome;
import io.breakwater.v1.MassCancel;
import io.breakwater.v1.NewOrder;
import io.breakwater.v1.OrderType;
import io.breakwater.v1.PositionSide;
import io.breakwater.v1.Side;
import io.breakwater.v1.TimeInForce;
import io.breakwater.v1.Verdict;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The kinds of items a decision can be asked for. */
final class DecideItems {
    private DecideItems() {}

    /** Decides, prints the outcomes, tells by what id they are explained, and ends as the worst of them. */
    private static int decide(Node node, Printer print, DecideRequest request, PrintWriter err) {
        DecideResponse answer = node.decisions().decide(request);
        print.list(answer.getOutcomesList(), "index", "verdict", "hold_id", "refusal.code", "refusal.limit",
                "refusal.current", "refusal.requested", "refusal.unit", "refusal.scope", "refusal.detail", "replayed");
        if (!request.getValidateOnly()) {
            explain(request.getRequestId(), answer.getOutcomesList(), err);
        }
        return exitCode(answer.getOutcomesList());
    }

    /** Where an audit shows what came out, and of what there is nothing that it could show. */
    private static void explain(String requestId, List<ItemOutcome> outcomes, PrintWriter err) {
        Map<String, List<String>> unrecorded = new TreeMap<>();
        outcomes.stream().filter(outcome -> !mayBeRecorded(outcome)).forEach(outcome -> unrecorded
                .computeIfAbsent(why(outcome), _ -> new ArrayList<>()).add(Integer.toString(outcome.getIndex())));
        if (outcomes.stream().anyMatch(DecideItems::mayBeRecorded)) {
            err.println("request " + requestId + ": see `breakwater audit explain " + requestId + "/INDEX`");
        }
        unrecorded.forEach((why, items) -> err.println("request " + requestId + ": nothing was recorded of item "
                + String.join(", ", items) + " (" + why + "), so that no audit can show it"));
        err.flush();
    }

    /** As the API says it: what was not judged is not recorded, unless it is repeated from before. */
    private static boolean mayBeRecorded(ItemOutcome outcome) {
        return switch (outcome.getVerdict()) {
            case VERDICT_REFUSED -> outcome.getDecidedAtMicros() != 0 || outcome.getReplayed();
            case VERDICT_THROTTLED, VERDICT_INVALID -> false;
            default -> true;
        };
    }

    private static String why(ItemOutcome outcome) {
        String code = outcome.getRefusal().getCode();
        return code.isEmpty() ? outcome.getVerdict().name().substring("VERDICT_".length()) : code;
    }

    private static int exitCode(List<ItemOutcome> outcomes) {
        Set<Verdict> said = outcomes.stream().map(ItemOutcome::getVerdict).collect(Collectors.toSet());
        if (said.contains(Verdict.VERDICT_UNKNOWN)) {
            return ExitCode.UNAVAILABLE;
        }
        if (said.contains(Verdict.VERDICT_INVALID)) {
            return ExitCode.USAGE;
        }
        return said.equals(Set.of(Verdict.VERDICT_ACCEPTED)) ? ExitCode.OK : ExitCode.REFUSED;
    }

    /** One item for one account. */
    abstract static class OneItem extends NodeCall {
        @Parameters(index = "0", paramLabel = "COUNTERPARTY")
        private String counterparty;

        @Option(names = "--account", defaultValue = "main", description = "The account (default: ${DEFAULT-VALUE}).")
        private String account;

        @Option(names = "--trader", defaultValue = "", description = "Who decided to trade.")
        private String trader;

        @Mixin
        private Mutation mutation;

        abstract DecisionItem item();

        @Override
        final int run(Node node, Printer print) {
            return decide(node, print, DecideRequest.newBuilder()
                    .setRequestId(mutation.requestId())
                    .setValidateOnly(mutation.validateOnly())
                    .setCounterparty(Names.counterparty(counterparty))
                    .setAccountId(account)
                    .setTrader(trader)
                    .addItems(item())
                    .build(), root().err());
        }
    }

    @Command(name = "order", description = "Asks for a new order: decide order acme buy 10 btc-usd-perp 7353 --id o-1")
    static final class OrderCall extends OneItem {
        @Parameters(index = "1", paramLabel = "SIDE", description = "buy or sell")
        private String side;

        @Parameters(index = "2", paramLabel = "QUANTITY")
        private String quantity;

        @Parameters(index = "3", paramLabel = "INSTRUMENT")
        private String instrument;

        @Parameters(index = "4", paramLabel = "PRICE", description = "The limit, or a market order's protection price.")
        private String price;

        @Option(names = "--id", required = true, description = "The client order id.")
        private String id;

        @Option(names = "--type", defaultValue = "limit", description = "limit or market.")
        private String type;

        @Option(names = "--tif", defaultValue = "gtc", description = "gtc, ioc, fok or day.")
        private String timeInForce;

        @Option(names = "--reduce-only", description = "Refused where it exceeds the reduce capacity.")
        private boolean reduceOnly;

        @Option(names = "--position-side", defaultValue = "net",
                description = "long or short, where the account keeps them apart (default: ${DEFAULT-VALUE}).")
        private String positionSide;

        @Option(names = "--post-only", description = "Never aggressive.")
        private boolean postOnly;

        @Override
        DecisionItem item() {
            return DecisionItem.newBuilder().setNewOrder(NewOrder.newBuilder()
                    .setClientOrderId(id)
                    .setInstrument(Names.instrument(instrument))
                    .setSide(Choice.of(Side.class, "SIDE_", "SIDE", side))
                    .setPrice(price)
                    .setQuantity(quantity)
                    .setType(Choice.of(OrderType.class, "ORDER_TYPE_", "--type", type))
                    .setTimeInForce(Choice.of(TimeInForce.class, "TIME_IN_FORCE_", "--tif", timeInForce))
                    .setPositionSide(Choice.of(PositionSide.class, "POSITION_SIDE_", "--position-side", positionSide))
                    .setReduceOnly(reduceOnly)
                    .setPostOnly(postOnly)).build();
        }
    }

    @Command(name = "amend", description = "Asks to change a working order.")
    static final class AmendCall extends OneItem {
        @Parameters(index = "1", paramLabel = "ORDER", description = "Its client order id.")
        private String order;

        @Option(names = "--instrument", defaultValue = "", description = "Its instrument (default: as the node knows).")
        private String instrument;

        @Option(names = "--price", defaultValue = "", description = "The new price.")
        private String price;

        @Option(names = "--quantity", defaultValue = "", description = "The new total quantity.")
        private String quantity;

        @Override
        DecisionItem item() {
            return DecisionItem.newBuilder().setAmend(Amend.newBuilder()
                    .setClientOrderId(order).setInstrument(Names.instrument(instrument))
                    .setPrice(price).setQuantity(quantity)).build();
        }
    }

    @Command(name = "cancel", description = "Cancels an order; always passes.")
    static final class CancelCall extends OneItem {
        @Parameters(index = "1", paramLabel = "ORDER", description = "Its client order id.")
        private String order;

        @Override
        DecisionItem item() {
            return DecisionItem.newBuilder().setCancel(Cancel.newBuilder().setClientOrderId(order)).build();
        }
    }

    @Command(name = "mass-cancel", description = "Cancels every order of the account that matches; always passes.")
    static final class MassCancelCall extends OneItem {
        @Option(names = "--instrument", defaultValue = "", description = "Only of this instrument.")
        private String instrument;

        @Override
        DecisionItem item() {
            MassCancel every = MassCancel.newBuilder().setInstrument(Names.instrument(instrument)).build();
            return DecisionItem.newBuilder().setMassCancel(every).build();
        }
    }

    @Command(name = "file", description = "Decides a DecideRequest of breakwater.v1 written as JSON.")
    static final class FileCall extends NodeCall {
        @Parameters(paramLabel = "FILE", description = "- for standard input.")
        private Path file;

        @Mixin
        private Mutation mutation;

        @Override
        int run(Node node, Printer print) {
            DecideRequest.Builder request = DecideRequest.newBuilder();
            JsonInput.read(file, request);
            request.setRequestId(mutation.requestId(request.getRequestId()));
            if (mutation.validateOnly()) {
                request.setValidateOnly(true);
            }
            return decide(node, print, request.build(), root().err());
        }
    }
}

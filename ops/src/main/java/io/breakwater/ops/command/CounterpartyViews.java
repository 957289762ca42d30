package io.breakwater.ops.command;

import io.breakwater.ops.ExitCode;
import io.breakwater.ops.client.Node;
import io.breakwater.ops.output.Printer;
import io.breakwater.v1.GetCounterpartyRequest;
import io.breakwater.v1.GetScopeRequest;
import io.breakwater.v1.ListCounterpartiesRequest;
import io.breakwater.v1.ListCounterpartiesResponse;
import io.breakwater.v1.ListOrdersRequest;
import io.breakwater.v1.ListOrdersResponse;
import io.breakwater.v1.ListPositionsRequest;
import io.breakwater.v1.ListPositionsResponse;
import io.breakwater.v1.ListScopesRequest;
import io.breakwater.v1.ListScopesResponse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What counterparties and scopes are and hold. */
final class CounterpartyViews {
    private CounterpartyViews() {}

    @Command(name = "get", description = "Shows one counterparty.")
    static final class Get extends NodeCall {
        @Parameters(paramLabel = "COUNTERPARTY")
        private String counterparty;

        @Override
        int run(Node node, Printer print) {
            GetCounterpartyRequest request =
                    GetCounterpartyRequest.newBuilder().setName(Names.counterparty(counterparty)).build();
            print.one(node.counterparties().getCounterparty(request).getCounterparty());
            return ExitCode.OK;
        }
    }

    @Command(name = "list", description = "Shows all counterparties; get shows what one has at stake.")
    static final class Everyone extends NodeCall {
        @Override
        int run(Node node, Printer print) {
            print.list(
                    Pages.all(token -> node.counterparties().listCounterparties(page(token)),
                            ListCounterpartiesResponse::getCounterpartiesList,
                            ListCounterpartiesResponse::getNextPageToken),
                    "name", "display_name", "firm", "group", "home_data_center", "trading_state", "accounts",
                    "restrictions");
            return ExitCode.OK;
        }

        private static ListCounterpartiesRequest page(String token) {
            return ListCounterpartiesRequest.newBuilder().setPageSize(Pages.SIZE).setPageToken(token).build();
        }
    }

    @Command(name = "positions", description = "Shows the positions of a counterparty.")
    static final class Positions extends NodeCall {
        @Parameters(paramLabel = "COUNTERPARTY")
        private String counterparty;

        @Override
        int run(Node node, Printer print) {
            print.list(
                    Pages.all(token -> node.counterparties().listPositions(page(token)),
                            ListPositionsResponse::getPositionsList, ListPositionsResponse::getNextPageToken),
                    "account", "instrument", "position_side", "quantity", "cash_flow", "funding", "settlement_asset",
                    "notional_usd", "profit_usd");
            return ExitCode.OK;
        }

        private ListPositionsRequest page(String token) {
            return ListPositionsRequest.newBuilder()
                    .setParent(Names.counterparty(counterparty)).setPageSize(Pages.SIZE).setPageToken(token).build();
        }
    }

    @Command(name = "orders", description = "Shows the orders of a counterparty that hold exposure.")
    static final class Orders extends NodeCall {
        @Parameters(paramLabel = "COUNTERPARTY")
        private String counterparty;

        @Override
        int run(Node node, Printer print) {
            print.list(
                    Pages.all(token -> node.counterparties().listOrders(page(token)), ListOrdersResponse::getOrdersList,
                            ListOrdersResponse::getNextPageToken),
                    "client_order_id", "account", "instrument", "side", "position_side", "price", "quantity",
                    "cumulative_quantity", "state", "reduce_only", "held_notional_usd", "hold_id");
            return ExitCode.OK;
        }

        private ListOrdersRequest page(String token) {
            return ListOrdersRequest.newBuilder()
                    .setParent(Names.counterparty(counterparty)).setPageSize(Pages.SIZE).setPageToken(token).build();
        }
    }

    @Command(name = "scope", description = "Shows a firm, a group or what else restricts: caps, grants, restrictions.")
    static final class ScopeCall extends NodeCall {
        @Parameters(paramLabel = "SCOPE",
                description = "firms/X, groups/X, venues/X, underlyings/X or everything; X alone: a firm.")
        private String scope;

        @Override
        int run(Node node, Printer print) {
            GetScopeRequest request = GetScopeRequest.newBuilder().setName(Names.scope(scope)).build();
            print.one(node.counterparties().getScope(request).getScope());
            return ExitCode.OK;
        }
    }

    @Command(name = "scopes", description = "Shows all firms and groups.")
    static final class Scopes extends NodeCall {
        @Override
        int run(Node node, Printer print) {
            print.list(
                    Pages.all(token -> node.counterparties().listScopes(page(token)), ListScopesResponse::getScopesList,
                            ListScopesResponse::getNextPageToken),
                    "name", "members", "trading_state", "limits");
            return ExitCode.OK;
        }

        private static ListScopesRequest page(String token) {
            return ListScopesRequest.newBuilder().setPageSize(Pages.SIZE).setPageToken(token).build();
        }
    }
}

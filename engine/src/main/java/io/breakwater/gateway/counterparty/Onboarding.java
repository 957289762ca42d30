package io.breakwater.gateway.counterparty;

import io.breakwater.domain.counterparty.CounterpartyRequest;
import io.breakwater.domain.escrow.Grant;
import io.breakwater.domain.scope.Scope;
import io.breakwater.domain.scope.ScopeRequest;
import io.breakwater.gateway.edge.Fields;
import io.breakwater.gateway.edge.Names;
import io.breakwater.kernel.RequestId;
import io.breakwater.v1.Account;
import io.breakwater.v1.Counterparty;
import io.breakwater.v1.CreateCounterpartyRequest;
import io.breakwater.v1.CreateCounterpartyResponse;
import io.breakwater.v1.OpenAccountRequest;
import io.breakwater.v1.OpenAccountResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Takes counterparties in. A new one is first enrolled at its firm and its group, whose caps are granted to it as
 * allowances, and then onboarded with them: so it never trades without knowing what it may use. One that is there
 * already is enrolled nowhere: it would be held to caps of scopes that it does not belong to. Each step has its own
 * item of the request id, so that a repeat goes on where the first attempt ended.
 */
final class Onboarding {
    private static final int MAX_ACCOUNTS = 256;
    private static final int MAX_NAME = 128;
    private static final int FIRM_ITEM = 1;
    private static final int GROUP_ITEM = 2;

    private final CounterpartyEdge edge;

    Onboarding(CounterpartyEdge edge) {
        this.edge = edge;
    }

    CompletionStage<CreateCounterpartyResponse> create(CreateCounterpartyRequest request) {
        RequestId id = edge.requestId(request.getRequestId());
        String name = Names.plainId("counterparty_id", request.getCounterpartyId());
        Fields.present("counterparty", request.hasCounterparty());
        Who who = who(request.getCounterparty());
        return (request.getValidateOnly() ? nothing() : granted(name, who, id))
                .thenCompose(grants ->
                        edge.counterparties().ask(name, who.onboard(grants), id, request.getValidateOnly()))
                .thenApply(settled -> CreateCounterpartyResponse.newBuilder()
                        .setCounterparty(shown(name, request.getCounterparty(), who))
                        .setPosition(settled.position())
                        .setReplayed(settled.replayed())
                        .build());
    }

    /** As it was asked for, without what is not the caller's to say. */
    private Counterparty.Builder shown(String name, Counterparty asked, Who who) {
        return Counterparty.newBuilder()
                .setName(Names.COUNTERPARTIES + name)
                .setDisplayName(asked.getDisplayName())
                .setFirm(asked.getFirm())
                .setGroup(asked.getGroup())
                .setHomeDataCenter(edge.centers().id(who.home()))
                .addAllAccounts(asked.getAccountsList().stream().map(Onboarding::shown).toList())
                .setTradingState(io.breakwater.v1.TradingState.TRADING_STATE_ACTIVE);
    }

    private static Account shown(Account asked) {
        return asked.toBuilder().clearBalances().build();
    }

    private CompletionStage<List<Grant>> granted(String name, Who who, RequestId id) {
        return edge.isOnboarded(name).thenCompose(known -> known ? nothing()
                : enrolled(who.firm(), name, id.withItem(FIRM_ITEM), new ArrayList<>())
                        .thenCompose(firm -> enrolled(who.group(), name, id.withItem(GROUP_ITEM), firm)));
    }

    private static CompletionStage<List<Grant>> nothing() {
        return CompletableFuture.completedFuture(List.of());
    }

    /** What onboarding needs to know of a counterparty. */
    private record Who(String displayName, String firm, String group, int home,
            List<CounterpartyRequest.OpenAccount> accounts) {

        CounterpartyRequest.Onboard onboard(List<Grant> grants) {
            String path = firm.isEmpty() || group.isEmpty() ? firm + group : firm + "/" + group;
            return new CounterpartyRequest.Onboard(displayName, path, home, accounts, List.copyOf(grants));
        }
    }

    private Who who(Counterparty wire) {
        Fields.count("counterparty.accounts", wire.getAccountsCount(), 1, MAX_ACCOUNTS);
        AccountReader reader = new AccountReader(edge.views().current());
        List<CounterpartyRequest.OpenAccount> accounts = new ArrayList<>(wire.getAccountsCount());
        Set<String> seen = new HashSet<>();
        for (Account account : wire.getAccountsList()) {
            CounterpartyRequest.OpenAccount read = reader.read("counterparty.accounts.", account);
            if (!seen.add(read.account())) {
                throw Fields.invalid("counterparty.accounts.account_id", read.account() + " stands in it twice");
            }
            accounts.add(read);
        }
        return new Who(
                Fields.text("counterparty.display_name", wire.getDisplayName(), MAX_NAME),
                scope("counterparty.firm", wire.getFirm(), Names.FIRMS),
                scope("counterparty.group", wire.getGroup(), Names.GROUPS),
                home(wire.getHomeDataCenter()),
                List.copyOf(accounts));
    }

    /** Of where it is onboarded, unless it names another one. */
    private int home(String id) {
        return id.isEmpty() ? edge.centers().here()
                : edge.centers().number("counterparty.home_data_center", Names.DATA_CENTERS + id);
    }

    private static String scope(String field, String name, String collection) {
        return name.isEmpty() ? "" : collection + Names.id(field, name, collection);
    }

    /** The grants so far and those of one more scope; an empty scope has none. */
    private CompletionStage<List<Grant>> enrolled(String scope, String holder, RequestId id, List<Grant> soFar) {
        if (scope.isEmpty()) {
            return CompletableFuture.completedFuture(soFar);
        }
        return edge.scopes().ask(scope, new ScopeRequest.Enroll(holder), id, false)
                .thenCompose(_ -> edge.scopes().stateOf(scope))
                .thenApply(lane -> {
                    Scope state = lane.stateOf(scope);
                    soFar.addAll(state == null ? List.of() : state.grantsTo(holder));
                    return soFar;
                });
    }

    CompletionStage<OpenAccountResponse> open(OpenAccountRequest request) {
        RequestId id = edge.requestId(request.getRequestId());
        String name = Names.id("parent", request.getParent(), Names.COUNTERPARTIES);
        Fields.present("account", request.hasAccount());
        CounterpartyRequest.OpenAccount open =
                new AccountReader(edge.views().current()).read("account.", request.getAccount());
        return edge.counterparties().ask(name, open, id, request.getValidateOnly())
                .thenApply(settled -> OpenAccountResponse.newBuilder()
                        .setAccount(shown(request.getAccount()))
                        .setPosition(settled.position())
                        .setReplayed(settled.replayed())
                        .build());
    }
}

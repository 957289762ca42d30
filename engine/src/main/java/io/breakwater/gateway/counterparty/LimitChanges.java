package io.breakwater.gateway.counterparty;

import io.breakwater.domain.Measure;
import io.breakwater.domain.counterparty.Account;
import io.breakwater.domain.counterparty.Counterparty;
import io.breakwater.domain.counterparty.CounterpartyRequest;
import io.breakwater.domain.counterparty.Limits;
import io.breakwater.domain.counterparty.Used;
import io.breakwater.domain.scope.ScopeRequest;
import io.breakwater.gateway.edge.ErrorReason;
import io.breakwater.gateway.edge.Fields;
import io.breakwater.gateway.edge.Names;
import io.breakwater.gateway.edge.Pages;
import io.breakwater.gateway.edge.RequestFault;
import io.breakwater.gateway.edge.Settled;
import io.breakwater.kernel.RequestId;
import io.breakwater.v1.Limit;
import io.breakwater.v1.ListLimitsRequest;
import io.breakwater.v1.ListLimitsResponse;
import io.breakwater.v1.SetLimitRequest;
import io.breakwater.v1.SetLimitResponse;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/**
 * Sets and lists caps on any node of the scope path: firms and groups at their escrow, the others at the
 * counterparty.
 */
final class LimitChanges {
    private final CounterpartyEdge edge;

    LimitChanges(CounterpartyEdge edge) {
        this.edge = edge;
    }

    CompletionStage<SetLimitResponse> set(SetLimitRequest request) {
        RequestId id = edge.requestId(request.getRequestId());
        Fields.present("limit", request.hasLimit());
        io.breakwater.domain.Limit limit = LimitWords.read(request.getLimit(), edge.views().current());
        String scope = request.getLimit().getScope();
        CompletionStage<Settled> settled = isShared("limit.scope", scope)
                ? edge.scopes().ask(scope, new ScopeRequest.SetCap(limit), id, request.getValidateOnly())
                : edge.counterparties().ask(counterpartyOf("limit.scope", scope),
                        new CounterpartyRequest.SetLimit(accountOf("limit.scope", scope), limit), id,
                        request.getValidateOnly());
        return settled.thenApply(done -> SetLimitResponse.newBuilder()
                .setLimit(LimitWords.shown(scope, limit))
                .setPosition(done.position())
                .setReplayed(done.replayed())
                .build());
    }

    /** True for a firm or a group. */
    private static boolean isShared(String field, String scope) {
        if (scope.startsWith(Names.FIRMS)) {
            Names.id(field, scope, Names.FIRMS);
            return true;
        }
        if (scope.startsWith(Names.GROUPS)) {
            Names.id(field, scope, Names.GROUPS);
            return true;
        }
        return false;
    }

    private static String counterpartyOf(String field, String scope) {
        return Names.isAccount(scope) ? Names.counterpartyOf(field, scope)
                : Names.id(field, scope, Names.COUNTERPARTIES);
    }

    private static String accountOf(String field, String scope) {
        return Names.isAccount(scope) ? Names.accountOf(field, scope) : "";
    }

    CompletionStage<ListLimitsResponse> list(ListLimitsRequest request) {
        Pages.Ask ask = Pages.ask(request.getPageSize(), request.getPageToken());
        String scope = request.getParent();
        CompletionStage<SortedMap<String, Limit>> limits = isShared("parent", scope)
                ? edge.scopes().stateOf(scope).thenApply(lane -> shared(scope, lane.stateOf(scope)))
                : edge.find(counterpartyOf("parent", scope)).thenApply(found -> own(scope, found.counterparty()));
        return limits.thenApply(all -> {
            Pages.Page<Limit> page = Pages.of(all, ask, limit -> limit);
            return ListLimitsResponse.newBuilder().addAllLimits(page.items()).setNextPageToken(page.next()).build();
        });
    }

    private static SortedMap<String, Limit> shared(String name, io.breakwater.domain.scope.Scope scope) {
        SortedMap<String, Limit> all = new TreeMap<>();
        if (scope == null || !scope.exists()) {
            throw RequestFault.of(ErrorReason.UNKNOWN_SCOPE, name + " is not known");
        }
        for (Limit limit : ShownScopes.caps(scope)) {
            all.put(limit.getMeasure().name(), limit);
        }
        return all;
    }

    private static SortedMap<String, Limit> own(String scope, Counterparty counterparty) {
        if (!Names.isAccount(scope)) {
            return shown(scope, counterparty.profile().limits(), counterparty.used());
        }
        Account account = counterparty.account(Names.accountOf("parent", scope));
        if (account == null) {
            throw RequestFault.of(ErrorReason.UNKNOWN_ACCOUNT, "parent", scope + " is not open");
        }
        return shown(scope, account.limits(), account.used());
    }

    /** @param used of the same node; not kept where an account has no limits, and then there is none to show */
    static SortedMap<String, Limit> shown(String scope, Limits limits, Used used) {
        SortedMap<String, Limit> all = new TreeMap<>();
        limits.set().forEach((key, limit) -> all.put(key, LimitWords.shown(scope, limit).toBuilder()
                .setUsed(used(limit, used)).build()));
        return all;
    }

    /** Empty where the cap is not on one sum. */
    private static String used(io.breakwater.domain.Limit limit, Used used) {
        Measure measure = limit.measure();
        boolean isSum = switch (measure) {
            case DELTA, GAMMA, VEGA, SHORT_OPTIONS -> !limit.dimension().isEmpty();
            default -> measure.isGranted();
        };
        return isSum ? LimitWords.number(used.of(measure, limit.dimension()), measure) : "";
    }
}

package io.breakwater.gateway.counterparty;

import io.breakwater.domain.escrow.Escrow;
import io.breakwater.domain.escrow.Holder;
import io.breakwater.gateway.edge.Restricted;
import io.breakwater.v1.Grant;
import io.breakwater.v1.Limit;
import io.breakwater.v1.Scope;
import io.breakwater.v1.ScopeLimit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Firms, groups and what else can be restricted as a whole, as the API shows them. */
final class ShownScopes {
    private static final int MAX_GRANTS = 1_000;

    private ShownScopes() {}

    /** @param nowMicros epoch micros: what was placed until a time ends by itself */
    static Scope of(io.breakwater.domain.scope.Scope scope, long nowMicros) {
        Scope.Builder shown = Scope.newBuilder().setName(scope.name())
                .setTradingState(Restricted.state(scope.restrictions().stateAt(nowMicros)))
                .addAllRestrictions(Restricted.shown(scope.restrictions().placed(), nowMicros));
        for (Escrow escrow : scope.escrows()) {
            shown.setMembers(escrow.holders().size());
            if (isSet(escrow)) {
                shown.addLimits(limit(scope.name(), escrow));
            }
        }
        return shown.build();
    }

    static List<Limit> caps(io.breakwater.domain.scope.Scope scope) {
        return scope.escrows().stream().filter(ShownScopes::isSet).map(escrow -> cap(scope.name(), escrow)).toList();
    }

    private static boolean isSet(Escrow escrow) {
        return escrow.cap() < Escrow.UNLIMITED;
    }

    private static Limit cap(String name, Escrow escrow) {
        return LimitWords.shown(name, new io.breakwater.domain.Limit(escrow.measure(), "", escrow.cap(), true));
    }

    private static ScopeLimit limit(String name, Escrow escrow) {
        ScopeLimit.Builder shown = ScopeLimit.newBuilder()
                .setLimit(cap(name, escrow))
                .setTarget(LimitWords.number(escrow.cap(), escrow.measure()))
                .setEffective(LimitWords.number(escrow.effective(), escrow.measure()))
                .setGranted(LimitWords.number(escrow.outstanding(), escrow.measure()));
        List<Holder> holders = new ArrayList<>();
        escrow.holders().forEach((_, holder) -> holders.add(holder));
        holders.stream().sorted(Comparator.comparing(Holder::name)).limit(MAX_GRANTS).forEach(holder -> shown.addGrants(
                Grant.newBuilder()
                        .setHolder(holder.name().contains("/") ? holder.name() : "counterparties/" + holder.name())
                        .setAllowance(LimitWords.number(holder.outstanding(), escrow.measure()))));
        return shown.build();
    }
}

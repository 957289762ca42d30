package io.breakwater.audit.restore;

import io.breakwater.domain.Context;
import io.breakwater.domain.counterparty.Allowance;
import io.breakwater.domain.counterparty.Counterparty;
import io.breakwater.domain.counterparty.CounterpartyAggregate;
import io.breakwater.domain.counterparty.CounterpartyFact;
import io.breakwater.domain.escrow.Escrow;
import io.breakwater.domain.escrow.Grant;
import io.breakwater.domain.escrow.Holder;
import io.breakwater.domain.escrow.Lending;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.scope.Borrowing;
import io.breakwater.domain.scope.Scope;
import io.breakwater.domain.scope.ScopeAggregate;
import io.breakwater.domain.scope.ScopeEvent;
import io.breakwater.domain.scope.ScopeFact;
import io.breakwater.domain.scope.ScopeId;
import io.breakwater.domain.span.Span;
import io.breakwater.domain.span.SpanAggregate;
import io.breakwater.domain.span.SpanFact;
import io.breakwater.domain.span.SpanId;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Origin;
import io.breakwater.kernel.RequestId;
import io.breakwater.kernel.Table;
import io.breakwater.log.LaneState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What logs of one data center have to learn from each other before any lane runs on them. Each was restored as far as
 * anybody had it, so that one may end before what another has heard of it: a scope before a grant that its holder uses,
 * a holder before a return that its scope has granted to somebody else. All of it is cumulative, so the larger figure
 * is the later one. Upwards first: what holders have decides what a scope may give back and grant.
 *
 * <p>Mutable, lives for one restore.
 */
final class Relearning implements Bookings {
    private static final ScopeAggregate SCOPES = new ScopeAggregate();
    /** Facts leave no trace of their ids in a scope. */
    private static final RequestId ANY = new RequestId(7L << 12, 0b10L << 62, 0);

    private final LogFolds folds;
    private final int scopeLanes;
    private final Context context;
    private final Map<String, Placed<Scope>> scopes = new TreeMap<>();
    private final Map<String, Placed<Span>> spans = new TreeMap<>();
    private final Map<String, Placed<Table<String, Allowance>>> holders = new TreeMap<>();
    private final Map<String, List<Fact>> facts = new TreeMap<>();

    private record Placed<S>(String log, S state) {}

    /** @param scopeLanes how many there are; 0 where nobody knows of any scope, and there is nothing to learn */
    Relearning(LogFolds folds, int scopeLanes) {
        this.folds = folds;
        this.scopeLanes = scopeLanes;
        this.context = new Context(MarketView.EMPTY, 0, folds.identity().origin(0));
        if (scopeLanes > 0) {
            gather();
            holders.forEach(this::scopesHear);
            spans.forEach(this::scopeHears);
            spans.forEach(this::spanHears);
            scopes.values().forEach(scope -> holdersHear(scope.state()));
        }
    }

    @Override
    public boolean concerns(String log) {
        return facts.containsKey(log);
    }

    @Override
    public Set<String> begun() {
        return facts.keySet();
    }

    /** Nothing where logs agree. */
    @Override
    public List<Fact> of(String log, LaneState<?> state, Origin origin) {
        return facts.getOrDefault(log, List.of());
    }

    private void gather() {
        for (String log : folds.logs(SCOPES)) {
            folds.state(log, SCOPES).entities().forEachSorted((_, entity) ->
                    scopes.put(entity.name(), new Placed<>(log, entity.state())));
        }
        SpanAggregate ofSpans = new SpanAggregate();
        for (String log : folds.logs(ofSpans)) {
            folds.state(log, ofSpans).entities().forEachSorted((_, entity) ->
                    spans.put(entity.name(), new Placed<>(log, entity.state())));
        }
        CounterpartyAggregate counterparties = new CounterpartyAggregate();
        for (String log : folds.logs(counterparties)) {
            folds.state(log, counterparties).entities().forEachSorted((_, entity) ->
                    gather(log, entity.state().counterparty()));
        }
    }

    private void gather(String log, Counterparty counterparty) {
        if (counterparty.profile().onboarded()) {
            holders.put(counterparty.profile().id(), new Placed<>(log, counterparty.allowances()));
        }
    }

    /** What it wants it says by itself. */
    private void scopesHear(String holder, Placed<Table<String, Allowance>> has) {
        for (Allowance own : has.state().values()) {
            hears(own.scope(), new ScopeFact.HolderKnows(own.measure(),
                            new Holder(holder, own.granted(), own.recalled(), own.returned(), 0)),
                    own.measure() + ": what it has granted to " + holder + " or asked back, as that one knows it");
        }
    }

    private void scopeHears(String name, Placed<Span> span) {
        Grant lent = span.state().grant();
        if (lent != null && lent.granted() > 0) {
            hears(lent.scope(), new ScopeFact.LimitLent(lent),
                    lent.measure() + ": what the limit over data centers has lent it or asked back");
        }
    }

    private void hears(String name, ScopeFact fact, String what) {
        Placed<Scope> known = scopes.getOrDefault(name, new Placed<>(Doubt.log(name, scopeLanes), Scope.absent(name)));
        if (SCOPES.decide(known.state(), fact, ANY, context) instanceof Decision.Taken<ScopeEvent>(ScopeEvent event)
                && !(event instanceof ScopeEvent.FactSuspended)) {
            scopes.put(name, new Placed<>(known.log(), SCOPES.apply(known.state(), event, ANY, 0)));
            add(known.log(), new Fact(name, fact, what));
        }
    }

    private void add(String log, Fact fact) {
        facts.computeIfAbsent(log, _ -> new ArrayList<>()).add(fact);
    }

    /** What it has lent and forgotten others could be given. */
    private void spanHears(String name, Placed<Span> span) {
        Placed<Scope> scope = span.state().grant() == null ? null : scopes.get(SpanId.scopeOf(name));
        if (scope == null || scope.state().lent(SpanId.measureOf(name)) == null) {
            return;
        }
        Lending said = Borrowing.report(scope.state(), SpanId.measureOf(name), 0, false);
        Lending known = span.state().lending();
        if (said.granted() > known.granted() || said.recalled() > known.recalled()) {
            add(span.log(), new Fact(name, new SpanFact.ScopeReported(said),
                    "what it has lent or asked back, as its scope knows it"));
        }
    }

    private void holdersHear(Scope scope) {
        for (Escrow escrow : scope.escrows()) {
            escrow.holders().forEachSorted((_, holder) -> {
                if (!ScopeId.isShared(holder.name()) && holders.containsKey(holder.name())) {
                    hears(holders.get(holder.name()), holder.name(), escrow.grant(scope.name(), holder));
                }
            });
        }
    }

    private void hears(Placed<Table<String, Allowance>> holder, String name, Grant grant) {
        Allowance known = holder.state().get(Allowance.key(grant.scope(), grant.measure()));
        if (known == null || grant.granted() > known.granted() || grant.recalled() > known.recalled()) {
            add(holder.log(), new Fact(name, new CounterpartyFact.AllowanceChanged(grant),
                    grant.measure() + ": what " + grant.scope() + " has granted it or asked back"));
        }
    }
}

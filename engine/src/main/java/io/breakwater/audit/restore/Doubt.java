package io.breakwater.audit.restore;

import io.breakwater.domain.market.Controls;
import io.breakwater.domain.scope.ScopeAggregate;
import io.breakwater.domain.scope.ScopeFact;
import io.breakwater.domain.span.Span;
import io.breakwater.domain.span.SpanAggregate;
import io.breakwater.domain.span.SpanFact;
import io.breakwater.domain.span.SpanTerms;
import io.breakwater.kernel.Hash64;
import io.breakwater.kernel.Origin;
import io.breakwater.log.LaneState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a data center with peers writes first after a restore: nobody here knows what had been decided behind the last
 * block that anyone has. All rights of limits over data centers count as used, and everything may only be reduced,
 * until a person has reconciled it.
 *
 * @param scopeLanes how many there are; 0: nothing is in doubt, as where a data center stands alone
 */
public record Doubt(int scopeLanes) implements Bookings {
    public static final Doubt NONE = new Doubt(0);

    private static final String IN_DOUBT = "is in doubt until it is reconciled";
    private static final String WHY = "restored: what was decided last is lost until it is reconciled";

    static boolean isScopes(String log) {
        return log.startsWith(new ScopeAggregate().kind() + "-");
    }

    /** The log that the restriction of everything stands in; it begins with it where nobody had any of it. */
    String log() {
        return log(Controls.EVERYTHING, scopeLanes);
    }

    /** The log that a scope stands in. @param lanes how many there are, more than 0 */
    static String log(String scope, int lanes) {
        return String.format(Locale.ROOT,
                "%s-%02d", new ScopeAggregate().kind(), Long.remainderUnsigned(Hash64.of(scope), lanes));
    }

    @Override
    public Set<String> begun() {
        return scopeLanes == 0 ? Set.of() : Set.of(log());
    }

    @Override
    public List<Fact> of(String log, LaneState<?> state, Origin origin) {
        if (scopeLanes == 0) {
            return List.of();
        }
        List<Fact> facts = new ArrayList<>();
        if (log.equals(log())) {
            facts.add(new Fact(Controls.EVERYTHING, new ScopeFact.Restored(WHY), IN_DOUBT));
        }
        state.entities().forEachSorted((key, entity) -> {
            if (entity.state() instanceof Span span && span.exists()) {
                facts.add(new Fact(entity.name(), new SpanFact.Restored(SpanTerms.NONE, List.of()), IN_DOUBT));
            }
        });
        return facts;
    }

    @Override
    public boolean concerns(String log) {
        return scopeLanes > 0 && (log.equals(log()) || log.startsWith(new SpanAggregate().kind() + "-"));
    }
}

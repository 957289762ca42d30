package io.breakwater.audit.restore;

import io.breakwater.domain.market.Controls;
import io.breakwater.domain.scope.ScopeAggregate;
import io.breakwater.domain.scope.ScopeFact;
import io.breakwater.domain.span.Span;
import io.breakwater.domain.span.SpanAggregate;
import io.breakwater.domain.span.SpanFact;
import io.breakwater.domain.span.SpanTerms;
import io.breakwater.kernel.Hash64;
import io.breakwater.log.LaneState;
import java.util.ArrayList;
import java.util.List;

/**
 * What a data center with peers writes first after a restore: nobody here knows what had been decided behind the last
 * block that anyone has. All rights of limits over data centers count as used, and everything may only be reduced,
 * until a person has reconciled it.
 *
 * @param scopeLanes how many there are; 0: nothing is in doubt, as where a data center stands alone
 */
public record Doubt(int scopeLanes) {
    public static final Doubt NONE = new Doubt(0);

    private static final String WHY = "restored: what was decided last is lost until it is reconciled";

    /** A fact to be booked. */
    record Fact(String entity, Object command) {}

    static boolean isScopes(String log) {
        return log.startsWith(new ScopeAggregate().kind() + "-");
    }

    /** The log that the restriction of everything stands in; it begins with it where nobody had any of it. */
    String log() {
        return String.format("%s-%02d", new ScopeAggregate().kind(),
                Long.remainderUnsigned(Hash64.of(Controls.EVERYTHING), scopeLanes));
    }

    /** What is to be booked in a log. @param state that it comes to */
    List<Fact> of(String log, LaneState<?> state) {
        if (scopeLanes == 0) {
            return List.of();
        }
        List<Fact> facts = new ArrayList<>();
        if (log.equals(log())) {
            facts.add(new Fact(Controls.EVERYTHING, new ScopeFact.Restored(WHY)));
        }
        state.entities().forEachSorted((key, entity) -> {
            if (entity.state() instanceof Span span && span.exists()) {
                facts.add(new Fact(entity.name(), new SpanFact.Restored(SpanTerms.NONE, List.of())));
            }
        });
        return facts;
    }

    /** Whether a log's state has to be known to say what is in doubt. */
    boolean concerns(String log) {
        return scopeLanes > 0 && (log.equals(log()) || log.startsWith(new SpanAggregate().kind() + "-"));
    }
}

package io.breakwater.actors.span;

import io.breakwater.actors.lane.Courier;
import io.breakwater.actors.lane.LaneCommand;
import io.breakwater.actors.lane.LaneDuty;
import io.breakwater.domain.escrow.Lending;
import io.breakwater.domain.scope.ScopeCommand;
import io.breakwater.domain.scope.ScopeFact;
import io.breakwater.domain.span.Span;
import io.breakwater.domain.span.SpanCommand;
import io.breakwater.domain.span.SpanEvent;
import io.breakwater.log.LaneState;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Tells scopes what they were lent and what is asked back, once that is durable here; everything again when the lane
 * starts. A scope hears of a limit with its first terms: from then on its cap is what it was lent.
 */
public record LendingWords(ActorRef<Courier.Message<ScopeCommand>> courier)
        implements LaneDuty<Span, SpanCommand, SpanEvent> {

    @Override
    public void serving(LaneState<Span> state, ActorRef<LaneCommand<Span, SpanCommand>> lane) {
        state.entities().forEachSorted((key, entity) -> tell(entity.state()));
    }

    @Override
    public boolean committed(Change<Span, SpanEvent> change) {
        Lending before = change.before().lending();
        Lending after = change.after().lending();
        boolean isNew = change.after().exists() && !change.before().exists();
        if (isNew || before.granted() != after.granted() || before.recalled() != after.recalled()) {
            tell(change.after());
        }
        return true;
    }

    private void tell(Span span) {
        if (span.exists() && span.grant() != null) {
            courier.tell(new Courier.Carry<>("lent/" + span.name(), span.grant().scope(),
                    new ScopeFact.LimitLent(span.grant())));
        }
    }
}

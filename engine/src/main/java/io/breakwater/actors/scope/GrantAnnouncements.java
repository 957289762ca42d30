package io.breakwater.actors.scope;

import io.breakwater.actors.lane.Courier;
import io.breakwater.actors.lane.LaneCommand;
import io.breakwater.actors.lane.LaneDuty;
import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.CounterpartyFact;
import io.breakwater.domain.escrow.Grant;
import io.breakwater.domain.scope.Announcements;
import io.breakwater.domain.scope.Scope;
import io.breakwater.domain.scope.ScopeCommand;
import io.breakwater.domain.scope.ScopeEvent;
import io.breakwater.domain.scope.ScopeFact;
import io.breakwater.domain.scope.ScopeId;
import io.breakwater.log.Entity;
import io.breakwater.log.LaneState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Tells holders what a scope has granted them or asks back, once that is durable here: a right that a crash could take
 * back must not have been given. Everything is told again when the lane starts, and to each holder that reports what is
 * known: so whoever still wants something hears what it has. Caps that are still exceeded are looked at every so often,
 * and all who hold are asked again.
 *
 * <p>Holders that are scopes themselves are passed over: groups that hold parts of a firm's cap come later.
 */
public final class GrantAnnouncements implements LaneDuty<Scope, ScopeCommand, ScopeEvent> {
    private final ActorRef<Courier.Message<CounterpartyCommand>> courier;
    private final long periodMicros;
    private long lastMicros;

    /** @param period how often what is owed is recalled again */
    public GrantAnnouncements(ActorRef<Courier.Message<CounterpartyCommand>> courier, Duration period) {
        this.courier = courier;
        this.periodMicros = period.toNanos() / 1_000;
    }

    @Override
    public void serving(LaneState<Scope> state, ActorRef<LaneCommand<Scope, ScopeCommand>> lane) {
        state.entities().forEachSorted((key, entity) -> announceAll(entity.state()));
    }

    private void announceAll(Scope scope) {
        scope.escrows().forEach(escrow -> escrow.holders().forEachSorted((key, holder) ->
                tell(holder.name(), escrow.grant(scope.name(), holder))));
    }

    @Override
    public boolean committed(Change<Scope, ScopeEvent> change) {
        for (int i = 0; i < change.size(); i++) {
            ScopeEvent event = change.event(i);
            if (event != null) {
                Announcements.after(event, change.after()).forEach(this::tell);
            }
        }
        return true;
    }

    @Override
    public void known(String entity, ScopeCommand fact, Scope state) {
        if (fact instanceof ScopeFact.HolderReported report) {
            tell(Announcements.again(report, state));
        }
    }

    private void tell(Announcements.Addressed word) {
        tell(word.holder(), word.grant());
    }

    private void tell(String holder, Grant grant) {
        if (!ScopeId.isShared(holder)) {
            courier.tell(new Courier.Carry<>(grant.scope() + "/" + grant.measure() + "/" + holder, holder,
                    new CounterpartyFact.AllowanceChanged(grant)));
        }
    }

    @Override
    public List<Own<ScopeCommand>> due(LaneState<Scope> state, long nowMicros) {
        if (nowMicros - lastMicros < periodMicros) {
            return List.of();
        }
        lastMicros = nowMicros;
        List<Own<ScopeCommand>> overdue = new ArrayList<>();
        state.entities().forEachSorted((key, entity) -> overdue.addAll(overdue(entity)));
        return overdue;
    }

    private static List<Own<ScopeCommand>> overdue(Entity<Scope> entity) {
        List<Own<ScopeCommand>> overdue = new ArrayList<>();
        entity.state().escrows().forEach(escrow -> {
            if (escrow.outstanding() > escrow.cap()) {
                overdue.add(new Own<>(entity.name(), new ScopeFact.RecallOverdue(escrow.measure())));
            }
        });
        return overdue;
    }
}

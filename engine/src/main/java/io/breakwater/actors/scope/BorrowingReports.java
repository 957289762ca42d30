package io.breakwater.actors.scope;

import io.breakwater.actors.lane.Courier;
import io.breakwater.actors.lane.LaneCommand;
import io.breakwater.actors.lane.LaneDuty;
import io.breakwater.domain.Measure;
import io.breakwater.domain.escrow.Escrow;
import io.breakwater.domain.escrow.Grant;
import io.breakwater.domain.escrow.Lending;
import io.breakwater.domain.scope.Borrowing;
import io.breakwater.domain.scope.Scope;
import io.breakwater.domain.scope.ScopeCommand;
import io.breakwater.domain.scope.ScopeEvent;
import io.breakwater.domain.scope.ScopeFact;
import io.breakwater.domain.span.SpanCommand;
import io.breakwater.domain.span.SpanFact;
import io.breakwater.domain.span.SpanId;
import io.breakwater.log.LaneState;
import java.math.BigInteger;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Tells this data center's parts of limits what their scopes have given back and how much they would like: once that is
 * durable here, again when the lane starts, and every so often, since words are lost.
 */
public final class BorrowingReports implements LaneDuty<Scope, ScopeCommand, ScopeEvent> {
    private final ActorRef<Courier.Message<SpanCommand>> courier;
    private final long periodMicros;
    private final FirstGrants firstGrants;
    private final Map<String, Lacking> lacking = new HashMap<>();
    private final Map<String, Lending> told = new HashMap<>();
    private long lastMicros;

    /**
     * What the holders of one limit lack, and its sum; no more of them than a limit has holders. One may lack as much
     * as a figure holds.
     */
    private static final class Lacking {
        private final Map<String, Long> byHolder = new HashMap<>();
        private BigInteger sum = BigInteger.ZERO;

        void put(String holder, long amount) {
            Long before = amount > 0 ? byHolder.put(holder, amount) : byHolder.remove(holder);
            sum = sum.add(BigInteger.valueOf(amount - (before == null ? 0 : before)));
        }

        /** No limit has more to give than the largest one. */
        long most() {
            return sum.min(BigInteger.valueOf(Escrow.UNLIMITED)).longValueExact();
        }
    }

    /**
     * @param period how often everything is told again
     * @param firstGrants the same lane's, which hears of a change first
     */
    public BorrowingReports(
            ActorRef<Courier.Message<SpanCommand>> courier, Duration period, FirstGrants firstGrants) {
        this.courier = courier;
        this.firstGrants = firstGrants;
        this.periodMicros = period.toNanos() / 1_000;
    }

    @Override
    public void serving(LaneState<Scope> state, ActorRef<LaneCommand<Scope, ScopeCommand>> lane) {
        state.entities().forEachSorted((key, entity) -> entity.state().escrows().forEach(escrow ->
                escrow.holders().forEachSorted((_, holder) -> lacking(entity.name(), escrow.measure())
                        .put(holder.name(), Math.max(0, holder.demanded() - holder.granted())))));
        state.entities().forEachSorted((key, entity) -> tell(entity.state(), true));
    }

    private Lacking lacking(String scope, Measure measure) {
        return lacking.computeIfAbsent(SpanId.of(scope, measure), _ -> new Lacking());
    }

    @Override
    public boolean committed(Change<Scope, ScopeEvent> change) {
        for (int i = 0; i < change.size(); i++) {
            if (change.event(i) != null && change.event(i).command() instanceof ScopeFact.HolderReported report) {
                note(report, change.after());
            }
        }
        tell(change.after(), false);
        return true;
    }

    private void note(ScopeFact.HolderReported report, Scope scope) {
        var escrow = scope.escrow(report.measure());
        var holder = escrow == null ? null : escrow.holder(report.holder());
        if (holder != null) {
            lacking(scope.name(), report.measure())
                    .put(holder.name(), Math.max(0, holder.demanded() - holder.granted()));
        }
    }

    private void tell(Scope scope, boolean again) {
        for (Grant lent : scope.lent()) {
            String limit = SpanId.of(scope.name(), lent.measure());
            Lending report = Borrowing.report(scope, lent.measure(), lacking(scope.name(), lent.measure()).most(),
                    firstGrants.isSharing(scope.name(), lent.measure()));
            if (!report.equals(told.put(limit, report)) || again) {
                courier.tell(new Courier.Carry<>("has/" + limit, limit, new SpanFact.ScopeReported(report)));
            }
        }
    }

    @Override
    public List<Own<ScopeCommand>> due(LaneState<Scope> state, long nowMicros) {
        if (nowMicros - lastMicros >= periodMicros) {
            lastMicros = nowMicros;
            state.entities().forEachSorted((key, entity) -> tell(entity.state(), true));
        }
        return List.of();
    }
}

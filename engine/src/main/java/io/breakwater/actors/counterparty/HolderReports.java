package io.breakwater.actors.counterparty;

import io.breakwater.actors.lane.Courier;
import io.breakwater.actors.lane.LaneCommand;
import io.breakwater.actors.lane.LaneDuty;
import io.breakwater.domain.counterparty.Allowance;
import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.CounterpartyEvent;
import io.breakwater.domain.scope.ScopeCommand;
import io.breakwater.domain.scope.ScopeFact;
import io.breakwater.kernel.Table;
import io.breakwater.log.LaneState;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Tells the caps above a counterparty what it has given back and how much it would like (ALGORITHMS 8): once that is
 * durable here, again when the lane starts, and every so often for as long as something is wanted, since what was not
 * there before may be by then. Of a part that it did not have before it tells as well, and hears what else was granted
 * to it before it was there to hear it. The figures are cumulative; saying them twice does no harm.
 *
 * @param <S> state of a counterparty
 */
public final class HolderReports<S> implements LaneDuty<S, CounterpartyCommand, CounterpartyEvent> {
    private final Function<S, Table<String, Allowance>> allowances;
    private final ActorRef<Courier.Message<ScopeCommand>> courier;
    private final long periodMicros;
    private final Set<String> wanting = new LinkedHashSet<>();
    private long lastMicros;

    /** @param periodMicros how often what is still wanted is asked for again */
    public HolderReports(Function<S, Table<String, Allowance>> allowances,
            ActorRef<Courier.Message<ScopeCommand>> courier, long periodMicros) {
        this.allowances = allowances;
        this.courier = courier;
        this.periodMicros = periodMicros;
    }

    @Override
    public void serving(LaneState<S> state, ActorRef<LaneCommand<S, CounterpartyCommand>> lane) {
        state.entities().forEachSorted((key, entity) -> report(entity.name(), entity.state(), HolderReports::isOpen));
    }

    @Override
    public boolean committed(Change<S, CounterpartyEvent> change) {
        Table<String, Allowance> before = allowances.apply(change.before());
        if (before != allowances.apply(change.after())) {
            report(change.entity(), change.after(), (key, now) -> isNews(before.get(key), now));
        }
        return true;
    }

    private void report(String entity, S state, BiPredicate<String, Allowance> which) {
        boolean wants = false;
        Table<String, Allowance> now = allowances.apply(state);
        for (int i = 0; i < now.size(); i++) {
            Allowance allowance = now.valueAt(i);
            wants |= allowance.wants();
            if (which.test(now.keyAt(i), allowance)) {
                tell(entity, allowance);
            }
        }
        if (wants) {
            wanting.add(entity);
        } else {
            wanting.remove(entity);
        }
    }

    /** Something of it concerns the scope above, whether or not it knows. */
    private static boolean isOpen(String key, Allowance now) {
        return now.returned() > 0 || now.wants();
    }

    private static boolean isNews(Allowance before, Allowance now) {
        return before == null || now.returned() > before.returned()
                || now.wants() && now.demanded() > before.demanded();
    }

    private void tell(String entity, Allowance allowance) {
        courier.tell(new Courier.Carry<>(entity + "/" + Allowance.key(allowance.scope(), allowance.measure()),
                allowance.scope(), new ScopeFact.HolderReported(
                        entity, allowance.measure(), allowance.returned(), allowance.demanded())));
    }

    @Override
    public List<Own<CounterpartyCommand>> due(LaneState<S> state, long nowMicros) {
        if (nowMicros - lastMicros >= periodMicros) {
            lastMicros = nowMicros;
            for (String entity : List.copyOf(wanting)) {
                report(entity, state.stateOf(entity), HolderReports::isOpen);
            }
        }
        return List.of();
    }
}

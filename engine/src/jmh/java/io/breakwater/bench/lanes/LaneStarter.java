package io.breakwater.bench.lanes;

import io.breakwater.actors.counterparty.Remarks;
import io.breakwater.actors.counterparty.ThrottleSummaries;
import io.breakwater.actors.lane.Lane;
import io.breakwater.actors.lane.LaneCommand;
import io.breakwater.actors.lane.LaneDuty;
import io.breakwater.actors.lane.LaneId;
import io.breakwater.actors.lane.LaneSettings;
import io.breakwater.actors.lane.LaneSetup;
import io.breakwater.actors.lane.LaneStatus;
import io.breakwater.bench.load.EpochMicros;
import io.breakwater.bench.load.MovingMarket;
import io.breakwater.domain.counterparty.CounterpartyAggregate;
import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.CounterpartyEvent;
import io.breakwater.domain.counterparty.Valued;
import io.breakwater.log.LaneFold;
import io.breakwater.log.LogName;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;

/** Starts counterparty lanes with the duties that they have in a node, but for shared caps, which the load has not. */
public record LaneStarter(ActorSystem<?> system, MovingMarket market, LaneSettings settings) {

    private static final long REMARK_MICROS = 1_000_000;

    /** @param watcher hears when it serves */
    public ActorRef<LaneCommand<Valued, CounterpartyCommand>> start(
            int number, int count, ActorRef<LaneStatus> watcher) {
        CounterpartyAggregate aggregate = new CounterpartyAggregate();
        LaneId id = new LaneId(aggregate.kind(), number, count);
        LaneFold<Valued, CounterpartyCommand, CounterpartyEvent> fold =
                new LaneFold<>(new LogName("simulation", "bench", id.name()), aggregate);
        return system.systemActorOf(Lane.of(new LaneSetup<>(id, aggregate, fold, settings, market::current,
                EpochMicros::now, this::duties, watcher)), id.name(), Props.empty());
    }

    private List<LaneDuty<Valued, CounterpartyCommand, CounterpartyEvent>> duties() {
        return List.of(new ThrottleSummaries<>(),
                new Remarks<>(market::current, LaneStarter::hasPositions, REMARK_MICROS));
    }

    private static boolean hasPositions(Valued valued) {
        return valued.counterparty().accounts().values().stream().anyMatch(account -> !account.holdings().isEmpty());
    }
}

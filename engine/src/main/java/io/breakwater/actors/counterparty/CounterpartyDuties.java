package io.breakwater.actors.counterparty;

import io.breakwater.actors.lane.Courier;
import io.breakwater.actors.lane.LaneDuty;
import io.breakwater.actors.lane.ViewSource;
import io.breakwater.domain.counterparty.Account;
import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.CounterpartyEvent;
import io.breakwater.domain.counterparty.Valued;
import io.breakwater.domain.scope.ScopeCommand;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** All that a counterparty's lane does beside deciding. */
public final class CounterpartyDuties {
    private CounterpartyDuties() {}

    /**
     * New ones for one start of one lane.
     *
     * @param scopes brings reports to the caps above
     * @param history of what funding was paid
     * @param period how often the market is looked at again, and what is wanted asked for again
     */
    public static List<LaneDuty<Valued, CounterpartyCommand, CounterpartyEvent>> of(ViewSource views,
            ActorRef<Courier.Message<ScopeCommand>> scopes, FundingHistory history, Duration period) {
        long micros = period.toNanos() / 1_000;
        return List.of(
                new ThrottleSummaries<>(),
                new Settlements<>(views, Valued::counterparty, history, micros),
                new Remarks<>(views, CounterpartyDuties::hasPositions, micros),
                new HolderReports<>(valued -> valued.counterparty().allowances(), scopes, micros));
    }

    /** Holdings are kept only while there is a position or an order in them. */
    private static boolean hasPositions(Valued valued) {
        for (Account account : valued.counterparty().accounts().values()) {
            if (!account.holdings().isEmpty()) {
                return true;
            }
        }
        return false;
    }
}

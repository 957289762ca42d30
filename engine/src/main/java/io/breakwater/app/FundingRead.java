package io.breakwater.app;

import io.breakwater.actors.counterparty.FundingHistory;
import io.breakwater.actors.lane.LaneId;
import io.breakwater.audit.Archive;
import io.breakwater.audit.FundingPaid;
import io.breakwater.audit.Journal;
import io.breakwater.domain.instrument.FundingRate;
import io.breakwater.domain.instrument.InstrumentAggregate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;

/**
 * The history of funding as the node's journal has it.
 *
 * @param lanes of instruments
 */
record FundingRead(ActorSystem<?> system, FundingPaid paid, int lanes) implements FundingHistory {
    private static final int MOST = 1_024;

    static FundingHistory of(ActorSystem<?> system, EngineSettings settings, NodeJournal journal) {
        Archive archive = Archive.of(Journal.of(journal.store()), settings.identity());
        return new FundingRead(system, new FundingPaid(archive), settings.lanes().instrument());
    }

    @Override
    public CompletableFuture<List<FundingRate>> after(String instrument, long micros) {
        return CompletableFuture.supplyAsync(() -> read(instrument, micros),
                system.dispatchers().lookup(DispatcherSelector.blocking()));
    }

    private List<FundingRate> read(String instrument, long micros) {
        String kind = new InstrumentAggregate().kind();
        String log = new LaneId(kind, LaneId.numberOf(instrument, lanes), lanes).name();
        try {
            List<FundingRate> rates = paid.after(log, instrument, micros, MOST);
            if (rates.isEmpty()) {
                throw new IllegalStateException("the log " + log + " has no payment that the market view shows");
            }
            system.log().info("Positions in {} missed funding since {} µs: read {} payments", instrument, micros,
                    rates.size());
            return rates;
        } catch (RuntimeException unread) {
            system.log().error("Funding that positions in " + instrument + " missed cannot be read; they wait for it",
                    unread);
            throw unread;
        }
    }
}

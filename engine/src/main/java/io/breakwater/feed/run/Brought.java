package io.breakwater.feed.run;

import io.breakwater.domain.market.MarketView;
import io.breakwater.feed.Fault;
import io.breakwater.feed.FeedHealth;
import io.breakwater.feed.Gate;
import io.breakwater.feed.GateLimits;
import io.breakwater.feed.Observation;
import io.breakwater.feed.Quarantine;
import io.breakwater.feed.Sink;
import io.breakwater.feed.Tally;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A feed that others bring, for as long as they do. Taken in by one thread, marked by another. */
public final class Brought implements Sink {
    private static final Logger LOG = LoggerFactory.getLogger(Brought.class);
    private final String name;
    private final String venue;
    private final FeedSetup setup;
    private final Tally tally = new Tally();
    private final Conflation conflation = new Conflation();
    private final Gate gate;
    private final Marking marking;
    private final StateReports states;
    private volatile long lastDataMicros;
    /** Why it is marked no more; null while it is. */
    private volatile RuntimeException failure;

    /** @param prices symbol of the index that prices an asset, by the asset's id */
    Brought(String name, String venue, Map<String, String> prices, FeedSetup setup) {
        this.name = name;
        this.venue = venue;
        this.setup = setup;
        this.marking = new Marking(new Aliases(venue, prices), setup.ways().marks());
        this.states = new StateReports(venue, setup.ways().states());
        this.gate = new Gate(GateLimits.LIVE, tally, new Quarantine(64), observation -> {
            lastDataMicros = setup.clockMicros().getAsLong();
            conflation.observed(observation);
        });
    }

    public String name() {
        return name;
    }

    public String venue() {
        return venue;
    }

    public Tally tally() {
        return tally;
    }

    @Override
    public void observed(Observation observation) {
        gate.observed(observation);
    }

    @Override
    public void faulty(Fault fault, String text) {
        gate.faulty(fault, text);
    }

    /** One that fails is marked no more, and its data grow old; the others on the thread go on. */
    void mark() {
        if (failure != null) {
            return;
        }
        try {
            MarketView view = setup.views().get();
            long now = setup.clockMicros().getAsLong();
            states.tell(conflation, view, now);
            marking.mark(conflation, view, now);
        } catch (RuntimeException unexpected) {
            LOG.error("feed {} is marked no more", name, unexpected);
            failure = unexpected;
        }
    }

    /** @throws IllegalStateException where it is marked no more: whoever brings it is to begin anew */
    public void requireMarked() {
        if (failure != null) {
            throw new IllegalStateException("feed " + name + " cannot be marked", failure);
        }
    }

    FeedStatus status() {
        RuntimeException failed = failure;
        FeedHealth.State flowing = lastDataMicros == 0 ? FeedHealth.State.CONNECTING : FeedHealth.State.LIVE;
        FeedHealth health = new FeedHealth(name, failed == null ? flowing : FeedHealth.State.CLOSED, 1, lastDataMicros,
                tally.good(), tally.byFault(), failed == null ? "" : "cannot be marked: " + failed);
        return new FeedStatus(health, venue, marking.overflows(), FeedStatus.Symbols.of(conflation), null);
    }
}

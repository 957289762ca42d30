package io.breakwater.domain.span;

import io.breakwater.domain.escrow.Row;
import io.breakwater.kernel.Origin;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers what a reader in one data center has to write down of a peer's events about one limit: the latest row and
 * terms, and the ends of its own holds. Mutable, lives while some blocks are read.
 */
public final class PeerNews {

    private final int peer;
    private final int reader;
    private final List<Long> settled = new ArrayList<>();
    private Row row;
    private SpanTerms terms = SpanTerms.NONE;

    /** @param peer whose log is read; @param reader the data center that reads it */
    public PeerNews(int peer, int reader) {
        this.peer = peer;
        this.reader = reader;
        this.row = Row.empty(peer);
    }

    /** The next event of the peer's log about the limit. */
    public void add(SpanEvent event) {
        Row published = SpanEvent.published(event);
        row = published == null ? row : row.merged(published);
        switch (event) {
            case SpanEvent.TermsSet(SpanRequest.SetTerms set, Row _) -> agree(set.terms());
            case SpanEvent.PeerHeard(SpanFact.PeerRead read, Row _) -> agree(read.terms());
            case SpanEvent.RestoreNoted(SpanFact.Restored restored, Row _, long _) -> agree(restored.terms());
            case SpanEvent.SettlementBooked(SpanFact.SettledFor ended) -> settle(ended.hold());
            case SpanEvent.RequestRefused _, SpanEvent.DecisionFailed _, SpanEvent.Reserved _, SpanEvent.Released _,
                    SpanEvent.Reclaimed _, SpanEvent.Restricted _, SpanEvent.RestrictionLifted _, SpanEvent.Tended _,
                    SpanEvent.RightsOpened _, SpanEvent.LateTruthBooked _, SpanEvent.FactSuspended _,
                    SpanEvent.LendingChanged _, SpanEvent.DoubtLifted _, SpanEvent.LeaseNoted _ -> { }
        }
    }

    private void agree(SpanTerms heard) {
        terms = heard.version() > terms.version() ? heard : terms;
    }

    private void settle(long hold) {
        if (Origin.dataCenterOf(hold) == reader) {
            settled.add(hold);
        }
    }

    /** True when nothing was said that another data center is to know. */
    public boolean isEmpty() {
        return settled.isEmpty() && terms.version() == 0 && row.equals(Row.empty(peer));
    }

    /** @param block the last block that was read */
    public SpanFact.PeerRead at(long block) {
        return new SpanFact.PeerRead(peer, block, row, terms, List.copyOf(settled));
    }
}

package io.breakwater.audit;

import io.breakwater.domain.Aggregate;
import io.breakwater.domain.Context;
import io.breakwater.domain.counterparty.CounterpartyAggregate;
import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.RuleVerdict;
import io.breakwater.domain.counterparty.Valued;
import io.breakwater.domain.market.MarketView;
import io.breakwater.kernel.Outcome;
import io.breakwater.kernel.RequestId;
import io.breakwater.log.Envelope;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds a decision in the logs and takes it again rule by rule, on the state and the view of then. There is no index:
 * the bytes of every block are looked through, which costs about what reading them costs.
 */
public final class Explain {
    private final Journal journal;
    private final Identity identity;
    private final Families families;

    public Explain(Journal journal, Identity identity, Families families) {
        this.journal = journal;
        this.identity = identity;
        this.families = families;
    }

    /** @param term of the block it stands in */
    private record Place(String log, long block, long term, int index, Envelope envelope) {}

    /** Which envelopes are meant, and which blocks may hold one. */
    private record Wanted(BytePattern bytes, java.util.function.Predicate<Envelope> envelopes, int most) {}

    /**
     * Explains what was decided on a request; empty where no log holds it. One that was answered without an event is in
     * no log.
     *
     * @throws DamagedLog where a log cannot be read that far
     */
    public List<Explanation> request(RequestId id, Progress progress) {
        Wanted wanted = new Wanted(
                BytePattern.of(id.msb(), id.lsb()), envelope -> envelope.requestId().equals(id), 1);
        return explained(wanted, progress);
    }

    /**
     * Explains the decisions that made a hold of this id. Each counterparty counts its own, so there may be several.
     *
     * @param counterparty empty: any
     */
    public List<Explanation> hold(long holdId, String counterparty, Progress progress) {
        Wanted wanted = new Wanted(BytePattern.near(holdId),
                envelope -> Holds.made(envelope.event(), holdId)
                        && (counterparty.isEmpty() || counterparty.equals(envelope.entity())), MOST_HOLDS);
        return explained(wanted, progress);
    }

    private static final int MOST_HOLDS = 16;

    private List<Explanation> explained(Wanted wanted, Progress progress) {
        List<Explanation> found = new ArrayList<>();
        for (String log : journal.logs().persistenceIds().stream().sorted().toList()) {
            if (found.size() < wanted.most()) {
                families.of(log).ifPresent(aggregate -> found.addAll(explained(log, aggregate, wanted, progress)));
            }
        }
        return found;
    }

    private <S, C, E> List<Explanation> explained(
            String log, Aggregate<S, C, E> aggregate, Wanted wanted, Progress progress) {
        DecidedLog<S, C, E> kind = new DecidedLog<>(identity.log(log), aggregate);
        LogScan scan = new LogScan(journal, log, kind.reader());
        return places(log, scan, wanted, progress).stream().map(place -> explain(kind, scan, place, progress)).toList();
    }

    private static List<Place> places(String log, LogScan scan, Wanted wanted, Progress progress) {
        List<Place> places = new ArrayList<>();
        scan.read(Long.MAX_VALUE, wanted.bytes()::isIn, block -> {
            for (int i = 0; i < block.envelopes().size(); i++) {
                Envelope envelope = block.envelopes().get(i);
                if (places.size() < wanted.most() && wanted.envelopes().test(envelope)) {
                    places.add(new Place(log, block.header().number(), block.header().term(), i, envelope));
                }
            }
            return places.size() < wanted.most();
        }, progress);
        return places;
    }

    private <S, C, E> Explanation explain(DecidedLog<S, C, E> kind, LogScan scan, Place place, Progress progress) {
        Envelope envelope = place.envelope();
        EntityHistory<S, C, E> before = new EntityHistory<>(kind, scan, envelope.entity()).fold(place.block(),
                (block, index, _) -> block.number() == place.block() && index == place.index(), progress);
        MarketView view = new TapeViews(journal, Families.TAPE).view(envelope.view());
        E event = kind.event(envelope);
        String json = kind.json(event);
        if (view == null) {
            return explanation(place, kind.aggregate().outcomeOf(event), List.of(), json, false,
                    "the tape does not hold the view " + envelope.view());
        }
        Decider<S, C, E> decider = new Decider<>(kind, identity);
        Context context = decider.context(envelope, place.term(), view);
        String retaken = switch (decider.decide(before.state(), envelope, context)) {
            case Decider.Result.Other<E>(String other) -> other;
            case Decider.Result.Same<E>(), Decider.Result.FailedAgain<E>(_) -> json;
        };
        return explanation(place, kind.aggregate().outcomeOf(event),
                rules(kind, before.state(), envelope, context), json, retaken.equals(json), retaken);
    }

    private static Explanation explanation(Place place, Outcome outcome, List<RuleVerdict> rules, String json,
            boolean identical, String retaken) {
        return new Explanation(place.log(), place.block(), place.index(), place.envelope(), outcome, outcome.reference(),
                rules, json, identical, retaken);
    }

    private static <S, C, E> List<RuleVerdict> rules(
            DecidedLog<S, C, E> kind, S state, Envelope envelope, Context context) {
        Object command = kind.aggregate().commandOf(kind.event(envelope));
        return kind.aggregate() instanceof CounterpartyAggregate counterparties
                ? counterparties.explain((Valued) state, (CounterpartyCommand) command, envelope.requestId(), context)
                : List.of();
    }
}

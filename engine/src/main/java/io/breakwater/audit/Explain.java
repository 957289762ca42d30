package io.breakwater.audit;

import io.breakwater.domain.Context;
import io.breakwater.domain.counterparty.CounterpartyAggregate;
import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.RuleVerdict;
import io.breakwater.domain.counterparty.Valued;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Tape;
import io.breakwater.domain.market.TapeEvent;
import io.breakwater.domain.market.ViewId;
import io.breakwater.kernel.Outcome;
import io.breakwater.kernel.RequestId;
import io.breakwater.log.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds a decision in the logs and takes it again rule by rule, on the state and the view of then. There is no index:
 * a request's id says when it was made, and the blocks of about then are looked through first, those of every
 * log in an ever wider stretch of time, all of them at last. State and view are folded from the newest snapshots
 * before them where there are any.
 */
public final class Explain {
    private static final int MOST_HOLDS = 16;
    private static final Reach EVER = new Reach(Long.MIN_VALUE, Long.MAX_VALUE);
    private static final long SECOND_MICROS = 1_000_000;

    private final Archive archive;

    public Explain(Archive archive) {
        this.archive = archive;
    }

    /** @param term of the block it stands in */
    private record Place(String log, long block, long term, int index, Envelope envelope) {}

    /** Which envelopes are meant, and which blocks may hold one. */
    private record Wanted(BytePattern bytes, Predicate<Envelope> envelopes, int most) {}

    /** When a block may have been decided that is looked for, epoch micros. */
    private record Reach(long fromMicros, long toMicros) {

        static Reach about(long micros, long secondsBefore, long secondsAfter) {
            return new Reach(micros - secondsBefore * SECOND_MICROS, micros + secondsAfter * SECOND_MICROS);
        }

        LogTimes.Stretch of(LogScan scan) {
            return equals(EVER) ? scan.stretch(1, Long.MAX_VALUE) : scan.between(fromMicros, toMicros);
        }
    }

    /**
     * Explains what was decided on a request; empty where no log holds it. One that was answered without an event is in
     * no log.
     *
     * @throws DamagedLog where a log cannot be read that far
     */
    public List<Explanation> request(RequestId id, Progress progress) {
        Wanted wanted = new Wanted(
                BytePattern.of(id.msb(), id.lsb()), envelope -> envelope.requestId().equals(id), 1);
        long madeMicros = id.timestampMillis() * 1_000;
        for (Reach reach : List.of(Reach.about(madeMicros, 1, 5), Reach.about(madeMicros, 60, 600))) {
            List<Explanation> found = explained(wanted, reach, progress);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return explained(wanted, EVER, progress);
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
        return explained(wanted, EVER, progress);
    }

    private List<Explanation> explained(Wanted wanted, Reach reach, Progress progress) {
        List<Explanation> found = new ArrayList<>();
        for (String log : archive.logs()) {
            if (found.size() < wanted.most()) {
                archive.families().of(log).ifPresent(aggregate ->
                        found.addAll(explained(archive.decided(log, aggregate), wanted, reach, progress)));
            }
        }
        return found;
    }

    private <S, C, E> List<Explanation> explained(
            DecidedLog<S, C, E> kind, Wanted wanted, Reach reach, Progress progress) {
        LogScan scan = archive.scan(kind);
        return places(scan, reach.of(scan), wanted, progress).stream()
                .map(place -> explain(kind, scan, place, progress)).toList();
    }

    private static List<Place> places(
            LogScan scan, LogTimes.Stretch stretch, Wanted wanted, Progress progress) {
        List<Place> places = new ArrayList<>();
        scan.read(stretch, wanted.bytes()::isIn, block -> {
            for (int i = 0; i < block.envelopes().size(); i++) {
                Envelope envelope = block.envelopes().get(i);
                if (places.size() < wanted.most() && wanted.envelopes().test(envelope)) {
                    places.add(new Place(block.header().log().log(), block.header().number(),
                            block.header().term(), i, envelope));
                }
            }
            return places.size() < wanted.most();
        }, progress);
        return places;
    }

    private <S, C, E> Explanation explain(
            DecidedLog<S, C, E> kind, LogScan scan, Place place, Progress progress) {
        S before = new EntityHistory<>(kind, scan, place.envelope().entity())
                .after(Foothold.below(archive.journal(), kind, place.block())).fold(place.block(),
                (block, index, _) -> block.number() == place.block() && index == place.index(), progress).state();
        Again again = again(kind, place, before);
        E event = kind.event(place.envelope());
        Outcome outcome = kind.aggregate().outcomeOf(event);
        List<RuleVerdict> rules =
                new GrantedCaps(archive, place.envelope().decidedAtMicros(), progress).told(again.rules());
        return new Explanation(place.log(), place.block(), place.index(), place.envelope(), outcome,
                outcome.reference(), rules, kind.json(event), again.identical(), again.json());
    }

    /** What deciding came to now. */
    private record Again(boolean identical, String json, List<RuleVerdict> rules) {}

    private <S, C, E> Again again(DecidedLog<S, C, E> kind, Place place, S before) {
        Envelope envelope = place.envelope();
        MarketView view = view(envelope.view());
        if (view == null) {
            return new Again(false, missing(envelope.view()), List.of());
        }
        Decider<S, C, E> decider = new Decider<>(kind, archive.identity());
        Context context = decider.context(envelope, place.term(), view);
        List<RuleVerdict> rules = rules(kind, before, envelope, context);
        return switch (decider.decide(before, envelope, context)) {
            case Decider.Result.Other<E>(String other) -> new Again(false, other, rules);
            case Decider.Result.Same<E>(), Decider.Result.FailedAgain<E>(_) ->
                    new Again(true, kind.json(kind.event(envelope)), rules);
        };
    }

    private String missing(ViewId id) {
        long begins = Beginning.number(archive.journal().logs(), Families.TAPE);
        return id.sequence() < begins
                ? "not re-takeable: the view " + id + " was removed from the tape, which begins behind block " + begins
                : "the tape does not hold the view " + id;
    }

    private MarketView view(ViewId id) {
        DecidedLog<MarketView, TapeEvent, TapeEvent> tape = archive.decided(Families.TAPE, new Tape());
        return new TapeViews(archive.journal(), Families.TAPE,
                Foothold.below(archive.journal(), tape, id.sequence())).view(id);
    }

    private static <S, C, E> List<RuleVerdict> rules(
            DecidedLog<S, C, E> kind, S state, Envelope envelope, Context context) {
        Object command = kind.aggregate().commandOf(kind.event(envelope));
        return kind.aggregate() instanceof CounterpartyAggregate counterparties
                ? counterparties.explain((Valued) state, (CounterpartyCommand) command, envelope.requestId(), context)
                : List.of();
    }
}

package io.breakwater.simulation;

import io.breakwater.domain.Aggregate;
import io.breakwater.domain.Context;
import io.breakwater.domain.RecentRequests;
import io.breakwater.domain.escrow.Dealings;
import io.breakwater.domain.escrow.Matrix;
import io.breakwater.domain.escrow.Row;
import io.breakwater.domain.span.Span;
import io.breakwater.domain.span.SpanAggregate;
import io.breakwater.domain.span.SpanCommand;
import io.breakwater.domain.span.SpanEvent;
import io.breakwater.domain.span.SpanFact;
import io.breakwater.domain.span.SpanRequest;
import io.breakwater.domain.span.SpanTerms;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Decision.Taken;
import io.breakwater.kernel.Outcome;
import io.breakwater.kernel.RequestId;
import io.breakwater.kernel.Table;

/** The engine's limits over data centers with a flaw of the domain planted; with none they are the engine's. */
record FlawedSpans(Flaw flaw) implements Aggregate<Span, SpanCommand, SpanEvent> {
    private static final SpanAggregate SOUND = new SpanAggregate();

    @Override
    public Decision<SpanEvent> decide(Span state, SpanCommand command, RequestId id, Context context) {
        int here = context.origin().dataCenter();
        return switch (flaw) {
            case DECIDED_TWICE -> SOUND.decide(forgetting(state), command, id, context);
            case DECIDED_ELSEWHERE -> SOUND.decide(state, addressed(command, here), id, context);
            case DOUBLE_RELEASE -> releasing(state, command, id, context);
            case REDUCTION_ON_REMOTE_RIGHTS -> reducing(state, command, id, context);
            case WINDOW_UNCHECKED -> SOUND.decide(command instanceof SpanRequest.Reclaim ? state
                    : acked(state, Long.MAX_VALUE / 4), command, id, context);
            case RECLAIM_IGNORES_WINDOW -> reclaiming(state, command, id, context);
            case SEEN_AFTER_FENCE -> seeing(state, command, id, context);
            case RESTRICTION_DROPPED -> SOUND.decide(unrestricted(state), command, id, context);
            case TERM_LOWERS_ENTRY -> reigning(SOUND.decide(state, command, id, context));
            case LEASE_IGNORED -> SOUND.decide(leased(state), command, id, context);
            case RESTORE_KEEPS_RIGHTS -> keeping(state, command, id, context);
            default -> SOUND.decide(state, command, id, context);
        };
    }

    private static SpanCommand addressed(SpanCommand command, int here) {
        return command instanceof SpanRequest.Reserve(int _, long amount)
                ? new SpanRequest.Reserve(here, amount) : command;
    }

    private static Decision<SpanEvent> releasing(Span state, SpanCommand command, RequestId id, Context context) {
        Decision<SpanEvent> sound = SOUND.decide(state, command, id, context);
        boolean unknown = sound instanceof Taken<SpanEvent>(SpanEvent.RequestRefused(var _, var why))
                && why.code().equals("UNKNOWN_HOLD");
        return unknown ? new Taken<>(new SpanEvent.Released((SpanRequest.Release) command, 10)) : sound;
    }

    private static Decision<SpanEvent> reducing(Span state, SpanCommand command, RequestId id, Context context) {
        boolean closing = state.name().endsWith("CLOSING") && command instanceof SpanRequest.Reserve;
        return SOUND.decide(closing ? withEverything(state) : state, command, id, context);
    }

    private static Span withEverything(Span state) {
        long all = 0;
        for (int dataCenter : state.matrix().rows().keys()) {
            all += Math.max(0, state.matrix().local(dataCenter));
        }
        return with(state, state.own().creating(Math.max(0, all - state.local())));
    }

    private static Decision<SpanEvent> reclaiming(Span state, SpanCommand command, RequestId id, Context context) {
        Decision<SpanEvent> sound = SOUND.decide(state, command, id, context);
        if (!(sound instanceof Taken<SpanEvent>(SpanEvent.Reclaimed(SpanRequest.Reclaim reclaim, Row _)))) {
            return sound;
        }
        int from = reclaim.dataCenter();
        Dealings all = state.own().with(from).reclaimingMore(Math.max(0, state.matrix().local(from)));
        return new Taken<>(new SpanEvent.Reclaimed(reclaim, state.own().towards(from, all)));
    }

    private static Decision<SpanEvent> seeing(Span state, SpanCommand command, RequestId id, Context context) {
        if (!(command instanceof SpanFact.Tend)
                || !(SOUND.decide(state, command, id, context) instanceof Taken<SpanEvent>(SpanEvent.Tended tended))) {
            return SOUND.decide(state, command, id, context);
        }
        Row row = tended.row();
        for (int other : state.terms().members()) {
            boolean watched = other != state.self() && state.terms().watcherOf(other) == state.self();
            row = watched ? row.towards(other, row.with(other).withSeen(state.matrix().row(other).outflow())) : row;
        }
        return new Taken<>(new SpanEvent.Tended(tended.command(), row, tended.pace()));
    }

    private static Decision<SpanEvent> reigning(Decision<SpanEvent> sound) {
        return sound instanceof Taken<SpanEvent>(SpanEvent.TermsSet(SpanRequest.SetTerms set, Row row))
                ? new Taken<>(new SpanEvent.TermsSet(set, givingFromNothing(row))) : sound;
    }

    private static Row givingFromNothing(Row row) {
        Row fresh = row;
        for (int other : row.with().keys()) {
            fresh = fresh.towards(other, row.with(other).givingMore(-row.with(other).given()));
        }
        return fresh;
    }

    private static Span unrestricted(Span state) {
        Table<Integer, Row> rows = state.matrix().rows();
        for (int fenced : state.terms().fenced().keys()) {
            Row row = state.matrix().row(fenced);
            rows = rows.put(fenced, new Row(row.owner(), row.version(), row.watcher(), row.created(), row.burned(),
                    row.consumed(), row.freed(), row.acked(), row.demanded(), row.waived(), 0, row.with()));
        }
        return with(state, new Matrix(state.self(), rows));
    }

    @Override
    public Span apply(Span state, SpanEvent event, RequestId id, long decidedAtMicros) {
        Span after = SOUND.apply(state, event, id, decidedAtMicros);
        return flaw == Flaw.MERGE_BY_SUM && event instanceof SpanEvent.PeerHeard(SpanFact.PeerRead read, Row _)
                ? with(after, summed(state.matrix(), after.matrix(), read.row())) : after;
    }

    private static Matrix summed(Matrix before, Matrix after, Row heard) {
        Row sum = before.row(heard.owner()).plus(heard);
        return new Matrix(after.self(), after.rows().put(heard.owner(), sum));
    }

    private static Span forgetting(Span s) {
        return new Span(s.name(), s.terms(), s.matrix(), s.published(), s.stranded(), s.inDoubt(), s.failed(), s.pace(),
                s.holds(), RecentRequests.ofCapacity(1), s.sequence(), s.lending(), s.lapsed());
    }

    private static Span leased(Span s) {
        return new Span(s.name(), s.terms(), s.matrix(), s.published(), s.stranded(), s.inDoubt(), s.failed(), s.pace(),
                s.holds(), s.requests(), s.sequence(), s.lending(), false);
    }

    private static Decision<SpanEvent> keeping(Span state, SpanCommand command, RequestId id, Context context) {
        Decision<SpanEvent> sound = SOUND.decide(state, command, id, context);
        return sound instanceof Taken<SpanEvent>(SpanEvent.RestoreNoted(var restored, Row row, long stranded))
                ? new Taken<>(new SpanEvent.RestoreNoted(restored, usingLess(row, stranded - state.stranded()), 0))
                : sound;
    }

    private static Row usingLess(Row row, long rights) {
        return new Row(row.owner(), row.version(), row.watcher(), row.created(), row.burned(),
                row.consumed() - rights, row.freed(), row.acked(), row.demanded(), row.waived(),
                row.placed(), row.with());
    }

    private static Span acked(Span s, long outflow) {
        SpanTerms terms = s.terms();
        SpanTerms endless = new SpanTerms(terms.version(), terms.members(), terms.windowed(),
                terms.windowed() ? outflow : 0, terms.target(), terms.authority(), terms.fenced(),
                terms.watchedSince());
        return new Span(s.name(), endless, s.matrix(), s.published(), s.stranded(), s.inDoubt(), s.failed(), s.pace(),
                s.holds(), s.requests(), s.sequence(), s.lending(), s.lapsed());
    }

    static Span with(Span s, Row own) {
        return with(s, s.matrix().with(own));
    }

    static Span with(Span s, Matrix matrix) {
        return new Span(s.name(), s.terms(), matrix, s.published(), s.stranded(), s.inDoubt(), s.failed(), s.pace(),
                s.holds(), s.requests(), s.sequence(), s.lending(), s.lapsed());
    }

    @Override
    public String kind() {
        return SOUND.kind();
    }

    @Override
    public Span absent(String entity) {
        return SOUND.absent(entity);
    }

    @Override
    public SpanCommand commandOf(SpanEvent event) {
        return SOUND.commandOf(event);
    }

    @Override
    public Outcome outcomeOf(SpanEvent event) {
        return SOUND.outcomeOf(event);
    }

    @Override
    public SpanEvent failed(SpanCommand command, String reason) {
        return SOUND.failed(command, reason);
    }

    @Override
    public String scopePathOf(Span state) {
        return SOUND.scopePathOf(state);
    }

    @Override
    public Record stored(Span state) {
        return SOUND.stored(state);
    }

    @Override
    public Span restored(Record stored) {
        return SOUND.restored(stored);
    }

    @Override
    public Class<SpanCommand> commandType() {
        return SOUND.commandType();
    }

    @Override
    public Class<SpanEvent> eventType() {
        return SOUND.eventType();
    }

    @Override
    public Class<? extends Record> storedType() {
        return SOUND.storedType();
    }
}

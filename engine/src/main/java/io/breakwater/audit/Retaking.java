package io.breakwater.audit;

import io.breakwater.audit.Damage.Kind;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.ViewId;
import io.breakwater.kernel.Hash64;
import io.breakwater.kernel.LongMap;
import io.breakwater.kernel.Table;
import io.breakwater.log.Block;
import io.breakwater.log.Digest;
import io.breakwater.log.Entity;
import io.breakwater.log.Envelope;
import io.breakwater.log.LaneState;
import java.util.ArrayList;
import java.util.List;

/**
 * Folds one log's blocks and takes every decision in them again on the state before it. Envelopes of one entity and
 * view that follow each other are folded as the batch they were decided in. What differs is written down; the fold goes
 * on with what is recorded. For one thread.
 */
final class Retaking<S, C, E> {
    private final DecidedLog<S, C, E> kind;
    private final TapeViews views;
    private final Decider<S, C, E> decider;
    private final Findings findings;
    private final List<Retaken> mismatchDetails = new ArrayList<>();
    private final List<Retaken> failureDetails = new ArrayList<>();
    private LongMap<Entity<S>> entities;
    private String entity = "";
    private ViewId viewId = ViewId.NONE;
    private MarketView view = MarketView.EMPTY;
    private S state;
    private long lastDecidedMicros;
    private long retaken;
    private long notRetakeable;
    private long beforeTape;
    private long mismatches;
    private long failures;

    /** @param begun what the log begins with */
    Retaking(DecidedLog<S, C, E> kind, LaneState<S> begun, Archive archive, Findings findings) {
        this.kind = kind;
        this.entities = begun.entities();
        this.lastDecidedMicros = begun.lastDecidedMicros();
        this.views = TapeViews.all(archive);
        this.findings = findings;
        this.decider = new Decider<>(kind, archive.identity());
    }

    /** False where an event does not fit the state before it: what is written was never decided. */
    boolean fold(Block block) {
        List<Envelope> envelopes = block.envelopes();
        for (int i = 0; i < envelopes.size(); i++) {
            try {
                fold(block, i, envelopes.get(i));
            } catch (RuntimeException | StackOverflowError misfit) {
                misfit(block, i, misfit);
                return false;
            }
        }
        return true;
    }

    /** Behind damage this is only its consequence. */
    private void misfit(Block block, int index, Throwable cause) {
        notRetakeable += block.envelopes().size() - index - 1;
        if (findings.isEmpty()) {
            findings.add(block.header().number(), Kind.ENVELOPE,
                    "the event in envelope " + index + " does not fit the state before it: " + cause);
        }
    }

    /** Counts what cannot be taken again, because the state before it is not known. */
    void pass(Block block) {
        notRetakeable += block.envelopes().size();
    }

    private void fold(Block block, int index, Envelope envelope) {
        if (state == null || !envelope.entity().equals(entity) || !envelope.view().equals(viewId)) {
            endRun();
            beginRun(envelope);
        }
        if (view == null || envelope.rulesVersion() != kind.aggregate().rulesVersion()) {
            notRetakeable++;
            beforeTape += view == null && views.isRemoved(viewId) ? 1 : 0;
        } else {
            retake(block, index, envelope);
        }
        lastDecidedMicros = Math.max(lastDecidedMicros, envelope.decidedAtMicros());
        state = kind.aggregate().apply(state, kind.event(envelope), envelope.requestId(), envelope.decidedAtMicros());
    }

    private void beginRun(Envelope envelope) {
        entity = envelope.entity();
        viewId = envelope.view();
        view = views.view(viewId);
        Entity<S> known = entities.get(Hash64.of(entity));
        S before = known == null ? kind.aggregate().absent(entity) : known.state();
        state = view == null ? before : kind.aggregate().begin(before, view);
    }

    private void endRun() {
        if (state != null) {
            S after = kind.aggregate().end(state);
            entities = kind.aggregate().isAbsent(after) ? entities
                    : entities.put(Hash64.of(entity), new Entity<>(entity, after));
            state = null;
        }
    }

    private void retake(Block block, int index, Envelope envelope) {
        retaken++;
        var context = decider.context(envelope, block.header().term(), view);
        switch (decider.decide(state, envelope, context)) {
            case Decider.Result.Same<E>() -> checkPolicy(block, index, envelope);
            case Decider.Result.FailedAgain<E>(String failure) -> {
                failures++;
                note(failureDetails, block, index, failure);
            }
            case Decider.Result.Other<E>(String json) -> differs(block, index, json);
        }
    }

    private void checkPolicy(Block block, int index, Envelope envelope) {
        if (envelope.policyVersion() != view.policy().version()) {
            differs(block, index, "the view's policy has version " + view.policy().version());
        }
    }

    private void differs(Block block, int index, String found) {
        mismatches++;
        note(mismatchDetails, block, index, found);
    }

    private void note(List<Retaken> details, Block block, int index, String found) {
        if (details.size() < LogReport.MOST_DETAILS) {
            Envelope envelope = block.envelopes().get(index);
            details.add(new Retaken(kind.log().log(), block.header().number(), index, envelope.entity(),
                    envelope.requestId(), kind.json(kind.event(envelope)), found));
        }
    }

    /** The state after all that was folded, but for what was read of peers, which headers say. */
    LaneState<S> state(long number, long term, Digest digest) {
        endRun();
        return new LaneState<>(number, Math.toIntExact(term), digest, lastDecidedMicros, entities, Table.empty());
    }

    long retaken() {
        return retaken;
    }

    long notRetakeable() {
        return notRetakeable;
    }

    /** Of them, those on views that were removed from the tape. */
    long beforeTape() {
        return beforeTape;
    }

    long mismatches() {
        return mismatches;
    }

    List<Retaken> mismatchDetails() {
        return List.copyOf(mismatchDetails);
    }

    long failures() {
        return failures;
    }

    List<Retaken> failureDetails() {
        return List.copyOf(failureDetails);
    }
}

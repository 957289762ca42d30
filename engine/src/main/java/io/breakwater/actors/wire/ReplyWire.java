package io.breakwater.actors.wire;

import io.breakwater.actors.lane.LaneRejection;
import io.breakwater.actors.lane.LaneReply;
import io.breakwater.domain.RecentRequests;
import io.breakwater.domain.counterparty.CounterpartyRejection;
import io.breakwater.domain.instrument.InstrumentRejection;
import io.breakwater.domain.scope.ScopeRejection;
import io.breakwater.kernel.Outcome;
import io.breakwater.kernel.Rejection;
import io.breakwater.log.CborReader;
import io.breakwater.log.CborWriter;
import io.breakwater.log.Codec;
import io.breakwater.log.RecordCodec;
import java.util.ArrayList;
import java.util.List;

/** A lane's reply as bytes. */
final class ReplyWire {
    private static final int NOTHING = -1;
    private static final Outcome.Verdict[] VERDICTS = Outcome.Verdict.values();
    /** Their places are their tags: only added to. */
    private static final List<Class<? extends Rejection>> REASONS = List.of(
            RecentRequests.Reason.class, LaneRejection.class, CounterpartyRejection.class, InstrumentRejection.class,
            ScopeRejection.class);

    private final List<Codec<Rejection>> codecs = new ArrayList<>();

    @SuppressWarnings("unchecked")
    ReplyWire() {
        RecordCodec all = RecordCodec.of(REASONS.toArray(Class[]::new));
        REASONS.forEach(type -> codecs.add((Codec<Rejection>) all.codec(type)));
    }

    void write(LaneReply reply, CborWriter out) {
        out.writeLong(reply.packId());
        out.writeText(reply.lane());
        out.writeLong(reply.term());
        out.writeLong(reply.block());
        out.writeArray(reply.items().length);
        for (int i = 0; i < reply.items().length; i++) {
            out.writeLong(reply.items()[i]);
            out.writeLong(reply.decidedAtMicros()[i]);
            write(reply.outcomes()[i], out);
        }
    }

    private void write(Outcome outcome, CborWriter out) {
        out.writeLong(outcome.verdict().ordinal());
        out.writeLong(outcome.reference());
        if (outcome.rejection() == null) {
            out.writeLong(NOTHING);
            return;
        }
        int tag = Math.max(0, REASONS.indexOf(outcome.rejection().getClass()));
        out.writeLong(tag);
        codecs.get(tag).write(tag == 0 ? plain(outcome.rejection()) : outcome.rejection(), out);
    }

    /** A reason of a kind that has no codec of its own loses its type, and nothing that is told. */
    private static Rejection plain(Rejection told) {
        return new RecentRequests.Reason(told.code(), told.scope(), told.limit(), told.current(), told.requested(),
                told.unit(), told.subject());
    }

    LaneReply read(CborReader in) {
        long packId = in.readLong();
        String lane = in.readText();
        int term = in.readInt();
        long block = in.readLong();
        int size = in.readArray();
        int[] items = new int[size];
        long[] decidedAtMicros = new long[size];
        Outcome[] outcomes = new Outcome[size];
        for (int i = 0; i < size; i++) {
            items[i] = in.readInt();
            decidedAtMicros[i] = in.readLong();
            outcomes[i] = outcome(in);
        }
        return new LaneReply(packId, lane, term, block, items, outcomes, decidedAtMicros);
    }

    private Outcome outcome(CborReader in) {
        Outcome.Verdict verdict = VERDICTS[in.readInt()];
        long reference = in.readLong();
        int tag = in.readInt();
        return new Outcome(verdict, reference, tag == NOTHING ? null : codecs.get(tag).read(in));
    }
}

package io.breakwater.log;

import io.breakwater.domain.market.ViewId;
import io.breakwater.kernel.RequestId;
import io.breakwater.log.CorruptEncoding.Reason;

/** Reads what {@link EnvelopeWriter} writes. */
final class EnvelopeReader {
    private static final String TYPE = "Envelope";

    private final Preceding preceding = new Preceding();
    private final Codec<?> events;
    private int mask;

    EnvelopeReader(Codec<?> events) {
        this.events = events;
    }

    void begin(long baseTimeMicros) {
        preceding.begin(baseTimeMicros);
    }

    Envelope read(CborReader in) {
        int length = in.readArray();
        mask = in.readInt();
        if ((mask & ~Preceding.ALL) != 0) {
            throw in.corrupt(mask < 0 ? Reason.OUT_OF_RANGE : Reason.UNKNOWN_TAG, TYPE);
        }
        if (length != Preceding.length(mask)) {
            throw in.corrupt(Reason.WRONG_LENGTH, TYPE);
        }
        Envelope envelope = fields(in);
        checkShortest(envelope, in);
        preceding.follow(envelope, mask);
        return envelope;
    }

    /** The fields are read in the order of their bits, which is the order of these lines. */
    private Envelope fields(CborReader in) {
        long item = says(Preceding.ITEM) ? in.readLong() : 0;
        String entity = says(Preceding.ENTITY) ? in.readString() : preceding.entity;
        long decided = preceding.decidedAtMicros + (says(Preceding.DECIDED) ? in.readLong() : 0);
        RequestId id = requestId(item, in);
        long received = preceding.receivedAtMicros + (says(Preceding.RECEIVED) ? in.readLong() : 0);
        String scope = says(Preceding.SCOPE) ? in.readString() : preceding.scopeOf(entity);
        String caller = says(Preceding.CALLER) ? in.readString() : preceding.caller;
        String trace = says(Preceding.TRACE) ? in.readString() : preceding.traceId;
        ViewId view = says(Preceding.VIEW) ? view(in) : preceding.view;
        long policy = says(Preceding.POLICY) ? in.readLong() : preceding.policyVersion;
        int rules = says(Preceding.RULES) ? in.readInt() : preceding.rulesVersion;
        Object event = events.read(in);
        return new Envelope(entity, scope, caller, id, trace, decided, received, policy, rules, view, event);
    }

    private boolean says(int field) {
        return (mask & field) != 0;
    }

    private RequestId requestId(long itemLessExpected, CborReader in) {
        boolean sameUuid = !says(Preceding.UUID);
        long msb = sameUuid ? preceding.msb : in.readLong();
        long lsb = sameUuid ? preceding.lsb : in.readLong();
        long item = itemLessExpected + preceding.expectedItem(sameUuid);
        if (item != (int) item) {
            throw in.corrupt(Reason.OUT_OF_RANGE, "RequestId");
        }
        return new RequestId(msb, lsb, (int) item);
    }

    private ViewId view(CborReader in) {
        String board = in.readString();
        int epoch = in.readInt();
        long sequence = preceding.view.sequence() + in.readLong();
        return new ViewId(board, epoch, sequence, in.readLong());
    }

    /** A writer leaves out what the envelopes before imply; one that did not is not ours. */
    private void checkShortest(Envelope envelope, CborReader in) {
        if (preceding.differences(envelope) != mask) {
            throw in.corrupt(Reason.NOT_CANONICAL, TYPE);
        }
    }
}

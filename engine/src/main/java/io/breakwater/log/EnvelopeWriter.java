package io.breakwater.log;

import io.breakwater.domain.market.ViewId;

/** Writes envelopes one after another, each as its differences from the ones before; see {@link Preceding}. */
final class EnvelopeWriter {
    private final Preceding preceding = new Preceding();
    private final Codec<Object> events;

    @SuppressWarnings("unchecked")
    EnvelopeWriter(Codec<?> events) {
        this.events = (Codec<Object>) events;
    }

    void begin(long baseTimeMicros) {
        preceding.begin(baseTimeMicros);
    }

    /** Writes one envelope; where this throws, nothing is remembered of it and the bytes are the caller's to rewind. */
    void write(Envelope envelope, CborWriter out) {
        int mask = preceding.differences(envelope);
        out.writeArray(Preceding.length(mask));
        out.writeLong(mask);
        writeFrequent(envelope, mask, out);
        writeRare(envelope, mask, out);
        events.write(envelope.event(), out);
        preceding.follow(envelope, mask);
    }

    private void writeFrequent(Envelope envelope, int mask, CborWriter out) {
        if ((mask & Preceding.ITEM) != 0) {
            boolean sameUuid = (mask & Preceding.UUID) == 0;
            out.writeLong((long) envelope.requestId().item() - preceding.expectedItem(sameUuid));
        }
        if ((mask & Preceding.ENTITY) != 0) {
            out.writeString(envelope.entity());
        }
        if ((mask & Preceding.DECIDED) != 0) {
            out.writeLong(envelope.decidedAtMicros() - preceding.decidedAtMicros);
        }
        if ((mask & Preceding.UUID) != 0) {
            out.writeLong(envelope.requestId().msb());
            out.writeLong(envelope.requestId().lsb());
        }
        if ((mask & Preceding.RECEIVED) != 0) {
            out.writeLong(envelope.receivedAtMicros() - preceding.receivedAtMicros);
        }
    }

    private void writeRare(Envelope envelope, int mask, CborWriter out) {
        if ((mask & Preceding.SCOPE) != 0) {
            out.writeString(envelope.scopePath());
        }
        if ((mask & Preceding.CALLER) != 0) {
            out.writeString(envelope.caller());
        }
        if ((mask & Preceding.TRACE) != 0) {
            out.writeString(envelope.traceId());
        }
        if ((mask & Preceding.VIEW) != 0) {
            writeView(envelope.view(), out);
        }
        if ((mask & Preceding.POLICY) != 0) {
            out.writeLong(envelope.policyVersion());
        }
        if ((mask & Preceding.RULES) != 0) {
            out.writeLong(envelope.rulesVersion());
        }
    }

    private void writeView(ViewId view, CborWriter out) {
        out.writeString(view.board());
        out.writeLong(view.epoch());
        out.writeLong(view.sequence() - preceding.view.sequence());
        out.writeLong(view.digest());
    }
}

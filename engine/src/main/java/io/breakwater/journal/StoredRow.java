package io.breakwater.journal;

import java.util.Optional;

/**
 * One row of a log as it is stored.
 *
 * @param writer which incarnation of the appender wrote it (Pekko's writerUuid), may be empty
 * @param timestampMillis when the appender wrote it, epoch milliseconds, 0 where unknown
 * @param adapterManifest what an event adapter called the event, mostly empty
 * @param metadata what replicated event sourcing adds, mostly absent
 */
public record StoredRow(
        RowPlace place,
        PayloadBytes payload,
        String writer,
        long timestampMillis,
        String adapterManifest,
        Optional<PayloadBytes> metadata) {

    /** A row of plain bytes, as lanes and links write them. */
    public static StoredRow raw(RowPlace place, byte[] payload) {
        return new StoredRow(place, PayloadBytes.raw(payload), "", 0, "", Optional.empty());
    }

    /** The same row with another time of writing, epoch milliseconds. */
    public StoredRow at(long millis) {
        return new StoredRow(place, payload, writer, millis, adapterManifest, metadata);
    }

    public String persistenceId() {
        return place.persistenceId();
    }

    public long sequenceNr() {
        return place.sequenceNr();
    }

    /** The payload's bytes, shared: not to be changed. */
    public byte[] bytes() {
        return payload.bytes();
    }
}

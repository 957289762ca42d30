package io.breakwater.journal.plugin;

import io.breakwater.journal.PayloadBytes;
import io.breakwater.journal.RowPlace;
import io.breakwater.journal.StoredRow;
import java.util.Optional;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.Serializer;
import org.apache.pekko.serialization.Serializers;
import scala.jdk.javaapi.OptionConverters;

/** Between what Pekko hands over and rows. Plain bytes, as lanes write them, pass as they are. */
public final class PayloadCodec {

    private final Serialization serialization;

    public PayloadCodec(ActorSystem system) {
        this.serialization = SerializationExtension.get(system);
    }

    /** Throws whatever the payload's serializer throws, checked exceptions as well: Pekko hides them from Java. */
    public StoredRow row(PersistentRepr event) {
        return new StoredRow(
                new RowPlace(event.persistenceId(), event.sequenceNr()),
                bytes(event.payload()),
                event.writerUuid(),
                event.timestamp(),
                event.manifest(),
                OptionConverters.toJava(event.metadata()).map(this::bytes));
    }

    public PersistentRepr event(StoredRow row) {
        PersistentRepr event = PersistentRepr.apply(payload(row.payload()), row.sequenceNr(), row.persistenceId(),
                row.adapterManifest(), false, ActorRef.noSender(), row.writer()).withTimestamp(row.timestampMillis());
        return row.metadata().isEmpty() ? event : event.withMetadata(payload(row.metadata().get()));
    }

    public StoredRow snapshot(SnapshotMetadata metadata, Object snapshot) {
        return new StoredRow(
                new RowPlace(metadata.persistenceId(), metadata.sequenceNr()),
                bytes(snapshot),
                "",
                metadata.timestamp(),
                "",
                OptionConverters.toJava(metadata.metadata()).map(this::bytes));
    }

    public SelectedSnapshot snapshot(StoredRow row) {
        SnapshotMetadata metadata =
                new SnapshotMetadata(row.persistenceId(), row.sequenceNr(), row.timestampMillis());
        Optional<Object> extra = row.metadata().map(this::payload);
        return new SelectedSnapshot(
                extra.isPresent() ? metadata.withMetadata(extra.get()) : metadata, payload(row.payload()));
    }

    private PayloadBytes bytes(Object payload) {
        if (payload instanceof byte[] raw) {
            return PayloadBytes.raw(raw);
        }
        byte[] bytes = serialization.serialize(payload).get();
        Serializer serializer = serialization.findSerializerFor(payload);
        return new PayloadBytes(serializer.identifier(), Serializers.manifestFor(serializer, payload), bytes);
    }

    private Object payload(PayloadBytes payload) {
        return payload.isRaw() ? payload.bytes()
                : serialization.deserialize(payload.bytes(), payload.serializerId(), payload.manifest()).get();
    }
}

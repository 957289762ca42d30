package io.breakwater.log;

import io.breakwater.domain.Aggregate;
import io.breakwater.kernel.Hash64;
import io.breakwater.kernel.LongMap;
import io.breakwater.kernel.Table;
import io.breakwater.log.CorruptEncoding.Reason;
import java.util.Arrays;

/**
 * A lane's state as bytes: the array of format version, names of the log, number, term, head digest, last decision
 * time, state hash, the entities by ascending key, each as name and stored record, and how far peers' logs had been
 * read; then, outside it, the SHA-256 of all that. Version 1 has no peers. The digest finds damage. It does not find
 * somebody who writes a new one: audit does, which folds from the first block and compares the state hash.
 */
final class LaneSnapshot {
    private static final int FORMAT_VERSION = 2;
    private static final int ITEMS = 10;
    private static final int ITEMS_OF_VERSION_ONE = 9;
    private static final int FIRST_BYTES = 64 << 10;
    private static final int MOST_BYTES = 512 << 20;
    private static final String TYPE = "LaneSnapshot";

    private final LogName log;
    private final Digest stateHash;

    LaneSnapshot(LogName log, Digest stateHash) {
        this.log = log;
        this.stateHash = stateHash;
    }

    <S> byte[] write(LaneState<S> state, Aggregate<S, ?, ?> aggregate, Codec<Record> stored) {
        var out = new CborWriter(FIRST_BYTES, MOST_BYTES);
        out.writeArray(ITEMS);
        out.writeLong(FORMAT_VERSION);
        log.writeNames(out);
        out.writeLong(state.number());
        out.writeLong(state.term());
        out.writeBytes(state.digest().bytes());
        out.writeLong(state.lastDecidedMicros());
        out.writeBytes(stateHash.bytes());
        out.writeArray(2 * state.size());
        state.entities().forEachSorted((key, entity) -> {
            out.writeText(entity.name());
            stored.write(aggregate.stored(entity.state()), out);
        });
        out.writeArray(2 * state.peers().size());
        state.peers().forEach((log, read) -> {
            out.writeText(log);
            out.writeLong(read);
        });
        return sealed(out.toBytes());
    }

    private static byte[] sealed(byte[] body) {
        byte[] bytes = Arrays.copyOf(body, body.length + Digest.BYTES);
        System.arraycopy(Digest.sha256(body).bytes(), 0, bytes, body.length, Digest.BYTES);
        return bytes;
    }

    private static byte[] opened(byte[] bytes) {
        int length = Math.max(0, bytes.length - Digest.BYTES);
        byte[] body = Arrays.copyOf(bytes, length);
        byte[] digest = Arrays.copyOfRange(bytes, length, bytes.length);
        if (!Arrays.equals(Digest.sha256(body).bytes(), digest)) {
            throw new CorruptEncoding(Reason.NOT_CANONICAL, length, TYPE, null);
        }
        return body;
    }

    /** Throws {@link CorruptEncoding} where the bytes were changed or are another log's. */
    static <S> LaneState<S> read(LogName log, byte[] bytes, Aggregate<S, ?, ?> aggregate, Codec<Record> stored) {
        var in = new CborReader(opened(bytes));
        int items = in.readArray();
        int format = in.readInt();
        if (format > FORMAT_VERSION) {
            throw in.corrupt(Reason.UNKNOWN_FORMAT, TYPE);
        }
        if (items != (format == 1 ? ITEMS_OF_VERSION_ONE : ITEMS)) {
            throw in.corrupt(Reason.WRONG_LENGTH, TYPE);
        }
        if (!LogName.readNames(in).equals(log)) {
            throw in.corrupt(Reason.REFUSED_BY_TYPE, TYPE);
        }
        long number = in.readLong();
        int term = in.readInt();
        Digest head = Digest.of(in.readBytes());
        long lastDecided = in.readLong();
        Digest.of(in.readBytes());
        LongMap<Entity<S>> entities = entities(in, aggregate, stored);
        Table<String, Long> peers = items == ITEMS ? peers(in) : Table.empty();
        in.readEnd();
        return new LaneState<>(number, term, head, lastDecided, entities, peers);
    }

    private static Table<String, Long> peers(CborReader in) {
        Table<String, Long> peers = Table.empty();
        for (int left = in.readArray() / 2; left > 0; left--) {
            peers = peers.put(in.readText(), in.readLong());
        }
        return peers;
    }

    private static <S> LongMap<Entity<S>> entities(CborReader in, Aggregate<S, ?, ?> aggregate, Codec<Record> stored) {
        LongMap.Builder<Entity<S>> entities = LongMap.builder();
        for (int left = in.readArray() / 2; left > 0; left--) {
            String name = in.readText();
            entities.put(Hash64.of(name), new Entity<>(name, aggregate.restored(stored.read(in))));
        }
        return entities.build();
    }
}

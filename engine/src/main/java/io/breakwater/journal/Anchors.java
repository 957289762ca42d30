package io.breakwater.journal;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Snapshots that stand in place of the rows before them, which were removed: a log of their own beside the log,
 * {@code anchor/tape-00}, that nothing is ever removed from. One anchor is one or more rows that follow each other,
 * each with a part of its bytes; the newest whole one counts, and what a killed writer has left behind it does not.
 * <pre>
 * number (8)   of the row that it stands on, the last one that it takes the place of
 * part (4)     from 0
 * parts (4)
 * bytes…
 * </pre>
 */
public final class Anchors {

    private static final String PREFIX = "anchor/";
    private static final int HEADER_BYTES = Long.BYTES + 2 * Integer.BYTES;
    private static final int PART_BYTES = 1 << 20;
    /** As many as the largest snapshot has. */
    private static final int MOST_PARTS = 512;

    private Anchors() {}

    /** The log that the anchors of a log are in. */
    public static String of(String persistenceId) {
        return PREFIX + persistenceId;
    }

    public static boolean isAnchors(String persistenceId) {
        return persistenceId.startsWith(PREFIX);
    }

    /** One row of an anchor. */
    private record Part(long number, int part, int parts, StoredRow row) {

        /** @throws RowDamaged where the row is none */
        static Part of(StoredRow row) {
            ByteBuffer in = ByteBuffer.wrap(row.bytes());
            if (in.remaining() < HEADER_BYTES) {
                throw damaged(row.place(), "it is no part of an anchor");
            }
            Part read = new Part(in.getLong(), in.getInt(), in.getInt(), row);
            if (read.number < 1 || read.part < 0 || read.part >= read.parts || read.parts > MOST_PARTS) {
                throw damaged(row.place(), "it is no part of an anchor");
            }
            return read;
        }

        boolean isLast() {
            return part == parts - 1;
        }

        byte[] bytes() {
            return Arrays.copyOfRange(row.bytes(), HEADER_BYTES, row.bytes().length);
        }
    }

    /**
     * Number of the row that the newest anchor of a log stands on; 0 where it has none. Waits for the store.
     *
     * @throws RowDamaged where it cannot be read
     */
    public static long number(Logs logs, String persistenceId) {
        return last(logs, persistenceId).map(Part::number).orElse(0L);
    }

    /**
     * The newest anchor of a log: a snapshot's row under the log's own name. Waits for the store.
     *
     * @throws RowDamaged where it cannot be read
     */
    public static Optional<StoredRow> newest(Logs logs, String persistenceId) {
        return last(logs, persistenceId).map(last -> whole(logs, persistenceId, last));
    }

    /** The newest of a log's snapshots and its anchor, in a range of both. As {@link #newest(Logs, String)}. */
    public static Optional<StoredRow> newest(
            Logs logs, Snapshots snapshots, String persistenceId, SnapshotRange range) {
        Optional<StoredRow> snapshot = snapshots.newest(persistenceId, range);
        long from = Math.max(range.minNumber(), snapshot.map(StoredRow::sequenceNr).orElse(0L) + 1);
        Optional<StoredRow> anchor = last(logs, persistenceId)
                .filter(last -> last.number() >= from && last.number() <= range.maxNumber()
                        && range.holdsTime(last.row().timestampMillis()))
                .map(last -> whole(logs, persistenceId, last));
        return anchor.or(() -> snapshot);
    }

    /** The last part of the newest anchor that is whole. */
    private static Optional<Part> last(Logs logs, String persistenceId) {
        String log = of(persistenceId);
        long number = logs.highest(log);
        while (number > 0) {
            Part found = Part.of(row(logs, new RowPlace(log, number)));
            if (found.isLast()) {
                return Optional.of(found);
            }
            number -= found.part() + 1;
        }
        return Optional.empty();
    }

    private static StoredRow row(Logs logs, RowPlace place) {
        return logs.rows(place.persistenceId(), RowRange.only(place.sequenceNr())).stream().findFirst()
                .orElseThrow(() -> damaged(place, "a part of an anchor is missing"));
    }

    private static RowDamaged damaged(RowPlace place, String detail) {
        return new RowDamaged(Path.of("journal"), place, detail, null);
    }

    private static StoredRow whole(Logs logs, String persistenceId, Part last) {
        long first = last.row().sequenceNr() - last.part();
        ByteBuffer bytes = ByteBuffer.allocate(last.parts() * PART_BYTES);
        for (int i = 0; i < last.parts(); i++) {
            Part part = Part.of(row(logs, new RowPlace(of(persistenceId), first + i)));
            if (part.number() != last.number() || part.part() != i || part.parts() != last.parts()
                    || part.bytes().length > PART_BYTES) {
                throw damaged(part.row().place(), "it is a part of another anchor");
            }
            bytes.put(part.bytes());
        }
        PayloadBytes like = last.row().payload();
        return new StoredRow(new RowPlace(persistenceId, last.number()), new PayloadBytes(like.serializerId(),
                like.manifest(), Arrays.copyOf(bytes.array(), bytes.position())), "",
                last.row().timestampMillis(), "", Optional.empty());
    }

    /**
     * The rows that make a snapshot the newest anchor of its log.
     *
     * @param highest where the log of anchors ends
     * @throws RowRefused where it is larger than an anchor may be
     */
    public static List<StoredRow> rows(StoredRow snapshot, long highest) {
        byte[] bytes = snapshot.bytes();
        int parts = Math.max(1, (bytes.length + PART_BYTES - 1) / PART_BYTES);
        if (parts > MOST_PARTS) {
            throw new RowRefused("The anchor " + snapshot.place() + " has " + bytes.length + " bytes, it may have "
                    + (long) MOST_PARTS * PART_BYTES);
        }
        List<StoredRow> rows = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            int from = part * PART_BYTES;
            int length = Math.min(PART_BYTES, bytes.length - from);
            byte[] row = ByteBuffer.allocate(HEADER_BYTES + length).putLong(snapshot.sequenceNr()).putInt(part)
                    .putInt(parts).put(bytes, from, length).array();
            rows.add(new StoredRow(new RowPlace(of(snapshot.persistenceId()), highest + 1 + part),
                    new PayloadBytes(snapshot.payload().serializerId(), snapshot.payload().manifest(), row), "",
                    snapshot.timestampMillis(), "", Optional.empty()));
        }
        return rows;
    }
}

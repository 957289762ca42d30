package io.breakwater.journal.rocksdb;

import io.breakwater.journal.RowBytes;
import io.breakwater.journal.RowCodec;
import io.breakwater.journal.RowRefused;
import io.breakwater.journal.Settlement;
import io.breakwater.journal.StoredRow;
import java.util.List;

/** Checks and encodes an append on the caller's thread, so that the writer only copies. */
final class Appends {

    static final int MAX_NAME_BYTES = 1024;

    private Appends() {
    }

    /** @throws RowRefused when the rows are not one log's in ascending order, or one is too large */
    static Pending.Append checked(List<StoredRow> rows, WriteBounds bounds, Settlement settlement) {
        if (rows.isEmpty()) {
            throw new RowRefused("An append needs at least one row");
        }
        String persistenceId = checkedName(rows.getFirst().persistenceId());
        RowBytes[] encoded = new RowBytes[rows.size()];
        long size = 0;
        long last = 0;
        for (int i = 0; i < encoded.length; i++) {
            encoded[i] = encoded(rows.get(i), persistenceId, last, bounds);
            last = encoded[i].sequenceNr();
            size += encoded[i].size();
        }
        return new Pending.Append(persistenceId, encoded, size, settlement);
    }

    private static RowBytes encoded(StoredRow row, String persistenceId, long last, WriteBounds bounds) {
        if (!row.persistenceId().equals(persistenceId) || row.sequenceNr() <= last) {
            throw new RowRefused("The rows of an append belong to one log and ascend from 1; " + row.place()
                    + " follows " + persistenceId + "/" + last);
        }
        RowBytes bytes = RowCodec.encode(row);
        if (bytes.size() > bounds.maxRowBytes()) {
            throw new RowRefused("Row " + row.place() + " has " + bytes.size() + " bytes, " + StoreSettings.PATH
                    + ".max-row-bytes is " + bounds.maxRowBytes());
        }
        return bytes;
    }

    /** @throws RowRefused when {@code persistenceId} is empty or too long for a key */
    static String checkedName(String persistenceId) {
        int bytes = Keys.utf8(persistenceId).length;
        if (bytes == 0 || bytes > MAX_NAME_BYTES) {
            throw new RowRefused("A persistence id has 1 to " + MAX_NAME_BYTES + " bytes, this one has " + bytes);
        }
        return persistenceId;
    }
}

package io.breakwater.journal.cassandra;

import io.breakwater.journal.RowBytes;
import io.breakwater.journal.RowCodec;
import io.breakwater.journal.RowRefused;
import io.breakwater.journal.StoredRow;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A row as it is sent. {@code bytes} are shared: read through {@link #bytes()} they start at their beginning. */
record EncodedRow(String log, long part, long number, ByteBuffer bytes) {

    @Override
    public ByteBuffer bytes() {
        return bytes.duplicate();
    }

    int size() {
        return bytes.remaining();
    }

    /** @throws RowRefused when the rows are not one log's in ascending order, or one is too large */
    static List<EncodedRow> of(List<StoredRow> rows, CassandraSettings settings, int rowsAPart) {
        if (rows.isEmpty()) {
            throw new RowRefused("An append needs at least one row");
        }
        List<EncodedRow> encoded = new ArrayList<>(rows.size());
        String log = rows.getFirst().persistenceId();
        long last = 0;
        for (StoredRow row : rows) {
            if (!row.persistenceId().equals(log) || log.isEmpty() || row.sequenceNr() <= last) {
                throw new RowRefused("The rows of an append belong to one log and ascend from 1; " + row.place()
                        + " follows " + log + "/" + last);
            }
            last = row.sequenceNr();
            encoded.add(of(row, settings, rowsAPart));
        }
        return encoded;
    }

    private static EncodedRow of(StoredRow row, CassandraSettings settings, int rowsAPart) {
        RowBytes value = RowCodec.encode(row);
        if (value.size() > settings.bounds().rowBytes()) {
            throw new RowRefused("Row " + row.place() + " has " + value.size() + " bytes, " + CassandraSettings.PATH
                    + ".max-row-bytes is " + settings.bounds().rowBytes());
        }
        ByteBuffer bytes = ByteBuffer.allocate(value.size());
        value.writeTo(bytes);
        return new EncodedRow(row.persistenceId(), partOf(row.sequenceNr(), rowsAPart), row.sequenceNr(), bytes.flip());
    }

    static long partOf(long number, int rowsAPart) {
        return (number - 1) / rowsAPart;
    }
}

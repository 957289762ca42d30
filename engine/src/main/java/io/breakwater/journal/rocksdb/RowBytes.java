package io.breakwater.journal.rocksdb;

import java.nio.ByteBuffer;

/** A row ready to be written: its number, and its value in two parts, so that the payload is copied only once. */
record RowBytes(long sequenceNr, byte[] header, byte[] payload) {

    int size() {
        return header.length + payload.length;
    }

    void writeTo(ByteBuffer target) {
        target.put(header).put(payload);
    }
}

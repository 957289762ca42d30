package io.breakwater.journal;

import java.nio.ByteBuffer;

/** A row ready to be written: its number, and its value in two parts, so that the payload is copied only once. */
public record RowBytes(long sequenceNr, byte[] header, byte[] payload) {

    public int size() {
        return header.length + payload.length;
    }

    public void writeTo(ByteBuffer target) {
        target.put(header).put(payload);
    }
}

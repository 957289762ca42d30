package io.breakwater.journal.rocksdb;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The keys of the three tables.
 * <pre>
 * logs       id (4) number (8)                       big-endian, so that a log's rows stand in order
 * names      'P' name → id · 'I' id → name · 'D' id → number up to which rows were deleted
 * snapshots  'H' length (2) name number (8) → header · 'D' … → bytes
 * </pre>
 */
final class Keys {

    static final int ROW_BYTES = Integer.BYTES + Long.BYTES;

    private Keys() {
    }

    static byte[] row(int log, long number) {
        return ByteBuffer.allocate(ROW_BYTES).putInt(log).putLong(number).array();
    }

    static int logOf(byte[] rowKey) {
        return ByteBuffer.wrap(rowKey).getInt();
    }

    static long numberOf(byte[] rowKey) {
        return ByteBuffer.wrap(rowKey).getLong(Integer.BYTES);
    }

    static byte[] idOfName(byte[] name) {
        return ByteBuffer.allocate(1 + name.length).put((byte) 'P').put(name).array();
    }

    static byte[] nameOfId(int log) {
        return ByteBuffer.allocate(1 + Integer.BYTES).put((byte) 'I').putInt(log).array();
    }

    static boolean isNameOfId(byte[] key) {
        return key.length == 1 + Integer.BYTES && key[0] == 'I';
    }

    static int idIn(byte[] nameOfIdKey) {
        return ByteBuffer.wrap(nameOfIdKey).getInt(1);
    }

    static byte[] deletedTo(int log) {
        return ByteBuffer.allocate(1 + Integer.BYTES).put((byte) 'D').putInt(log).array();
    }

    static byte[] snapshotHeader(String persistenceId, long number) {
        return snapshot('H', persistenceId, number);
    }

    static byte[] snapshotBytes(String persistenceId, long number) {
        return snapshot('D', persistenceId, number);
    }

    static long snapshotNumber(byte[] key) {
        return ByteBuffer.wrap(key).getLong(key.length - Long.BYTES);
    }

    private static byte[] snapshot(char kind, String persistenceId, long number) {
        byte[] name = utf8(persistenceId);
        return ByteBuffer.allocate(1 + Short.BYTES + name.length + Long.BYTES)
                .put((byte) kind).putShort((short) name.length).put(name).putLong(number).array();
    }

    static byte[] bytes(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }

    static byte[] bytes(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes, int from) {
        return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
    }
}

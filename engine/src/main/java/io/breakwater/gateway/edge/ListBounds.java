package io.breakwater.gateway.edge;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import java.io.IOException;

/**
 * Bounds what the lists of a request cost, before anything of it is parsed (I-10): an entry of two bytes becomes an
 * object of fifty and more. Refuses nothing itself: a list with too many entries is cut to one too many, so that
 * whoever reads the request refuses it as any list beyond its bound, which must be {@link #MOST} or less.
 *
 * @param lists of the request's type
 * @param mostWithin entries that those of one list may hold together, in lists of their own
 */
record ListBounds(ListFields lists, int mostWithin) {
    /** Entries of a list. */
    static final int MOST = 4_096;

    /** Of an entry: its tag and its length. */
    private static final int LEAST_BYTES = 2;
    /** An entry that says anything takes more; so whatever means something is let pass. */
    private static final int BYTES_AN_ENTRY = 16;

    /** @param mostBytes of a request */
    static ListBounds of(Descriptor type, int mostBytes) {
        return new ListBounds(ListFields.of(type), mostBytes / BYTES_AN_ENTRY);
    }

    /**
     * The request in short where one of its lists has too many entries. One that is too small to have them is not
     * looked at, nor are entries of one that is too small for them to hold too many.
     *
     * @param bytes of which the first {@code size} are the request
     * @return null where it is within its bounds
     * @throws IOException where it is no message
     */
    byte[] cut(byte[] bytes, int size) throws IOException {
        if (!lists.isLeading() || size <= MOST * LEAST_BYTES) {
            return null;
        }
        ListCount count = new ListCount(lists, mostWithin);
        count.read(CodedInputStream.newInstance(bytes, 0, size), size > mostWithin * LEAST_BYTES);
        return count.isOver() ? ListCut.of(count, bytes, size) : null;
    }
}

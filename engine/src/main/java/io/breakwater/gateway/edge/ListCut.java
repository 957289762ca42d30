package io.breakwater.gateway.edge;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Makes a request whose lists have too many entries a short one: each of those keeps one too many, or gets as many
 * empty ones where its entries hold too many. All else stays as it is.
 */
final class ListCut {
    private static final byte[] NOTHING = {};

    private final ListCount count;
    private final ListCut[] inner;
    private final int[] kept;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

    private ListCut(ListCount count) {
        this.count = count;
        this.inner = new ListCut[count.fields().size()];
        this.kept = new int[count.fields().size()];
    }

    /** @param request of which the first {@code size} bytes have been counted */
    static byte[] of(ListCount count, byte[] request, int size) throws IOException {
        ListCut cut = new ListCut(count);
        cut.read(request, 0, size);
        return cut.whole();
    }

    private void read(byte[] request, int from, int to) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(request, from, to - from);
        for (int at = from; at < to; at = from + in.getTotalBytesRead()) {
            int tag = in.readTag();
            if (!count.fields().isEntry(tag) && count.fields().within(tag) != null) {
                int length = in.readRawVarint32();
                int start = from + in.getTotalBytesRead();
                in.skipRawBytes(length);
                innerOf(WireFormat.getTagFieldNumber(tag)).read(request, start, start + length);
            } else {
                in.skipField(tag);
                if (isKept(tag)) {
                    out.writeRawBytes(request, at, from + in.getTotalBytesRead() - at);
                }
            }
        }
    }

    private ListCut innerOf(int field) {
        if (inner[field] == null) {
            inner[field] = new ListCut(count.inner(field));
        }
        return inner[field];
    }

    private boolean isKept(int tag) {
        int field = WireFormat.getTagFieldNumber(tag);
        return !count.fields().isEntry(tag)
                || !count.isDeep(field) && (!count.isLong(field) || kept[field]++ <= ListBounds.MOST);
    }

    /** What was read, a message that stood in it several times as one. */
    private byte[] whole() throws IOException {
        for (int field = 0; field < inner.length; field++) {
            for (int i = 0; count.isDeep(field) && i <= ListBounds.MOST; i++) {
                out.writeByteArray(field, NOTHING);
            }
            if (inner[field] != null) {
                out.writeByteArray(field, inner[field].whole());
            }
        }
        out.flush();
        return bytes.toByteArray();
    }
}

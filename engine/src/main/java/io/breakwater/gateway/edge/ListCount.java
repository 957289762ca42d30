package io.breakwater.gateway.edge;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/**
 * How many entries the lists of one request have, by their fields. A message that stands in it several times is one
 * here, as it is to whoever parses it.
 */
final class ListCount {
    private final ListFields fields;
    private final int mostWithin;
    private final int[] entries;
    private final int[] within;
    private final ListCount[] inner;

    /** @param mostWithin entries that those of one list may hold together */
    ListCount(ListFields fields, int mostWithin) {
        this.fields = fields;
        this.mostWithin = mostWithin;
        this.entries = new int[fields.size()];
        this.within = new int[fields.size()];
        this.inner = new ListCount[fields.size()];
    }

    /**
     * Counts up to the stream's end.
     *
     * @param deep whether what entries hold is counted too
     */
    void read(CodedInputStream in, boolean deep) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (fields.isEntry(tag)) {
                int field = WireFormat.getTagFieldNumber(tag);
                entries[field]++;
                within[field] += deep ? fields.inner(tag, in) : skipped(tag, in);
            } else if (fields.within(tag) != null) {
                int before = in.pushLimit(in.readRawVarint32());
                innerOf(tag).read(in, deep);
                in.popLimit(before);
            } else {
                in.skipField(tag);
            }
        }
    }

    private static int skipped(int tag, CodedInputStream in) throws IOException {
        in.skipField(tag);
        return 0;
    }

    private ListCount innerOf(int tag) {
        int field = WireFormat.getTagFieldNumber(tag);
        if (inner[field] == null) {
            inner[field] = new ListCount(fields.within(tag), mostWithin);
        }
        return inner[field];
    }

    ListFields fields() {
        return fields;
    }

    /** Of the message in a field; null: it is not there. */
    ListCount inner(int field) {
        return inner[field];
    }

    /** Whether any list has too many. */
    boolean isOver() {
        for (int field = 0; field < entries.length; field++) {
            if (isLong(field) || isDeep(field) || inner[field] != null && inner[field].isOver()) {
                return true;
            }
        }
        return false;
    }

    /** Whether a list has too many entries. */
    boolean isLong(int field) {
        return entries[field] > ListBounds.MOST;
    }

    /** Whether the entries of a list hold too many. */
    boolean isDeep(int field) {
        return within[field] > mostWithin;
    }
}

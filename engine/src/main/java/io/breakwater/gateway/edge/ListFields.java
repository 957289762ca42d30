package io.breakwater.gateway.edge;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import io.breakwater.kernel.Invariants;
import java.io.IOException;

/**
 * Which fields of a type of message are lists, and which lead to some: what it takes to count entries in bytes that
 * nobody has parsed. A map is a list; packed numbers are none, since an entry becomes no object.
 */
final class ListFields {
    private static final int DEEPEST = 16;

    private final boolean[] isList;
    private final ListFields[] within;
    private boolean isLeading;

    private ListFields(Descriptor type, int depth) {
        Invariants.check(depth < DEEPEST, "a request has lists at a bounded depth");
        int most = type.getFields().stream().mapToInt(FieldDescriptor::getNumber).max().orElse(0);
        this.isList = new boolean[most + 1];
        this.within = new ListFields[most + 1];
        for (FieldDescriptor field : type.getFields()) {
            int number = field.getNumber();
            isList[number] = field.isRepeated() && !field.isPackable();
            if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                ListFields inner = new ListFields(field.getMessageType(), depth + 1);
                within[number] = inner.isLeading ? inner : null;
            }
            isLeading |= isList[number] || within[number] != null;
        }
    }

    static ListFields of(Descriptor type) {
        return new ListFields(type, 0);
    }

    /** Fields have numbers below this. */
    int size() {
        return isList.length;
    }

    /** Whether a message of this type may have a list somewhere. */
    boolean isLeading() {
        return isLeading;
    }

    /** Whether an entry of a list follows. */
    boolean isEntry(int tag) {
        int number = WireFormat.getTagFieldNumber(tag);
        return isDelimited(tag) && number < isList.length && isList[number];
    }

    /** What the message that follows leads to; null: to no list, or it is none. */
    ListFields within(int tag) {
        int number = WireFormat.getTagFieldNumber(tag);
        return isDelimited(tag) && number < within.length ? within[number] : null;
    }

    private static boolean isDelimited(int tag) {
        return WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }

    /**
     * Entries of all lists up to the stream's end, however deep.
     *
     * @throws IOException where it is no message
     */
    int entries(CodedInputStream in) throws IOException {
        int entries = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            entries += (isEntry(tag) ? 1 : 0) + inner(tag, in);
        }
        return entries;
    }

    /** Those within the field that follows, which is read. */
    int inner(int tag, CodedInputStream in) throws IOException {
        ListFields inner = within(tag);
        if (inner == null) {
            in.skipField(tag);
            return 0;
        }
        int before = in.pushLimit(in.readRawVarint32());
        int entries = inner.entries(in);
        in.popLimit(before);
        return entries;
    }
}

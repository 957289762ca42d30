package io.breakwater.log;

import com.fasterxml.jackson.core.JsonGenerator;
import io.breakwater.kernel.Invariants;
import io.breakwater.log.CorruptEncoding.Reason;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * A sealed interface: a member is the array of its tag and its components. Tags are places in the order of declaration,
 * so members are only ever added at the end, which the golden schema holds. A sealed interface within one has a tag of
 * its own before that of its member, so that each can grow by itself.
 */
final class SealedShape implements Shape {
    private final Class<?> type;
    /** By tag, then those of families within: so few, and the frequent ones so early, that a scan beats hashing. */
    private Class<?>[] records = {};
    private Member[] members = {};
    private final Set<String> names = new HashSet<>();
    private Shape[] branches;

    /** Made before its members, because they may lead back to it. */
    SealedShape(Class<?> type) {
        this.type = type;
    }

    /** Takes the branches in the order of their tags: {@link RecordShape} or {@link SealedShape} each. */
    void complete(Shape[] inOrder) {
        this.branches = inOrder;
    }

    /** Names the tags that lead to a record class; a class may be reached by one way only. */
    void add(Class<?> record, Member member) {
        Invariants.check(names.add(record.getSimpleName()), () -> "two members of " + type + " are called " + record);
        Invariants.check(indexOf(record) < 0, () -> record + " is a member of " + type + " twice");
        records = Arrays.copyOf(records, records.length + 1);
        members = Arrays.copyOf(members, records.length);
        records[records.length - 1] = record;
        members[records.length - 1] = member;
    }

    @Override
    public void write(Object value, CborWriter out) {
        memberOf(value).write(value, out);
    }

    private Member memberOf(Object value) {
        int index = indexOf(value.getClass());
        Invariants.check(index >= 0, () -> value.getClass() + " is no member of " + type);
        return members[index];
    }

    private int indexOf(Class<?> record) {
        for (int i = 0; i < records.length; i++) {
            if (records[i] == record) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public Object read(CborReader in) {
        if (in.atInteger()) {
            return readBare(in);
        }
        int length = in.readArray();
        if (length < 2) {
            throw in.corrupt(Reason.WRONG_LENGTH, name());
        }
        return readTagged(in, length);
    }

    private Object readBare(CborReader in) {
        if (branch(in) instanceof RecordShape record && record.length() == 0) {
            return record.readComponents(in);
        }
        throw in.corrupt(Reason.WRONG_LENGTH, name());
    }

    private Object readTagged(CborReader in, int length) {
        if (length == 0) {
            throw in.corrupt(Reason.WRONG_LENGTH, name());
        }
        Shape branch = branch(in);
        if (branch instanceof SealedShape family) {
            return family.readTagged(in, length - 1);
        }
        RecordShape record = (RecordShape) branch;
        if (record.length() != length - 1) {
            throw in.corrupt(Reason.WRONG_LENGTH, record.name());
        }
        return record.readComponents(in);
    }

    private Shape branch(CborReader in) {
        long tag = in.readLong();
        if (tag < 0 || tag >= branches.length) {
            throw in.corrupt(tag < 0 ? Reason.OUT_OF_RANGE : Reason.UNKNOWN_TAG, name());
        }
        return branches[(int) tag];
    }

    @Override
    public void json(Object value, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("type", value.getClass().getSimpleName());
        memberOf(value).shape().jsonComponents(value, out);
        out.writeEndObject();
    }

    @Override
    public String name() {
        return SchemaName.of(type);
    }

    @Override
    public String definition() {
        var text = new StringBuilder("sealed ").append(name()).append(" =");
        for (int tag = 0; tag < branches.length; tag++) {
            text.append(tag == 0 ? " " : " | ").append(tag).append(' ').append(branches[tag].name());
        }
        return text.toString();
    }
}

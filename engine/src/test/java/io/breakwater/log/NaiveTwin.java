package io.breakwater.log;

import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import io.breakwater.kernel.LongMap;
import io.breakwater.kernel.LongRows;
import io.breakwater.kernel.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The encoding as its rules say it, by plain reflection through Jackson's generator: slow, short, obviously right. */
final class NaiveTwin {
    private final List<String> strings = new ArrayList<>();
    private final CBORGenerator out;

    private NaiveTwin(CBORGenerator out) {
        this.out = out;
    }

    static byte[] encode(Object value, Class<?> declared) throws ReflectiveOperationException, IOException {
        var bytes = new ByteArrayOutputStream();
        try (CBORGenerator out = new CBORFactory().createGenerator(bytes)) {
            new NaiveTwin(out).write(value, declared);
        }
        return bytes.toByteArray();
    }

    private void write(Object value, Class<?> declared) throws ReflectiveOperationException, IOException {
        switch (value) {
            case Boolean flag -> out.writeBoolean(flag);
            case Integer number -> out.writeNumber(number);
            case Long number -> out.writeNumber(number);
            case Double number -> out.writeNumber(number);
            case String text -> string(text);
            case byte[] bytes -> out.writeBinary(bytes);
            case long[] longs -> list(Arrays.stream(longs).boxed().toList());
            case Digest digest -> out.writeBinary(digest.bytes());
            case Enum<?> constant -> out.writeNumber(constant.ordinal());
            case List<?> list -> list(list);
            case Optional<?> optional -> optional(optional);
            case LongMap<?> map -> longMap(map);
            case LongRows rows -> list(List.of(rows.width(), rows.toBytes()));
            case Table<?, ?> table -> table(table);
            case Record record when declared.isInterface() -> member(record, declared);
            case Record record -> record(record);
            default -> throw new IllegalArgumentException(value.toString());
        }
    }

    private void string(String text) throws IOException {
        int index = strings.indexOf(text);
        if (index >= 0) {
            out.writeNumber(index);
            return;
        }
        if (!text.isEmpty()) {
            strings.add(text);
        }
        out.writeString(text);
    }

    private void list(List<?> list) throws ReflectiveOperationException, IOException {
        out.writeStartArray(null, list.size());
        for (Object each : list) {
            write(each, each instanceof Sample ? Sample.class : each.getClass());
        }
        out.writeEndArray();
    }

    private void optional(Optional<?> optional) throws ReflectiveOperationException, IOException {
        if (optional.isEmpty()) {
            out.writeNull();
        } else {
            write(optional.get(), optional.get().getClass());
        }
    }

    private void longMap(LongMap<?> map) throws ReflectiveOperationException, IOException {
        out.writeStartObject(map, map.size());
        for (long key : map.sortedKeys()) {
            out.writeFieldId(key);
            write(map.get(key), map.get(key).getClass());
        }
        out.writeEndObject();
    }

    private void table(Table<?, ?> table) throws ReflectiveOperationException, IOException {
        if (!table.isEmpty() && table.keyAt(0) instanceof Record) {
            var flat = new ArrayList<Object>();
            table.forEach((key, value) -> flat.addAll(List.of(key, value)));
            list(flat);
            return;
        }
        out.writeStartObject(table, table.size());
        for (int i = 0; i < table.size(); i++) {
            key(table.keyAt(i));
            write(table.valueAt(i), table.valueAt(i).getClass());
        }
        out.writeEndObject();
    }

    private void key(Object key) throws IOException {
        if (key instanceof Enum<?> constant) {
            out.writeFieldId(constant.ordinal());
            return;
        }
        int index = strings.indexOf((String) key);
        if (index >= 0) {
            out.writeFieldId(index);
        } else {
            strings.add((String) key);
            out.writeFieldName((String) key);
        }
    }

    private void record(Record record) throws ReflectiveOperationException, IOException {
        RecordComponent[] components = record.getClass().getRecordComponents();
        if (components.length != 1) {
            out.writeStartArray(null, components.length);
        }
        components(record);
        if (components.length != 1) {
            out.writeEndArray();
        }
    }

    private void components(Record record) throws ReflectiveOperationException, IOException {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            write(component.getAccessor().invoke(record), component.getType());
        }
    }

    private void member(Record record, Class<?> family) throws ReflectiveOperationException, IOException {
        List<Integer> tags = new ArrayList<>();
        for (Class<?> at = family; at.isInterface(); at = at.getPermittedSubclasses()[tags.getLast()]) {
            tags.add(branch(at, record.getClass()));
        }
        int length = record.getClass().getRecordComponents().length;
        if (tags.size() == 1 && length == 0) {
            out.writeNumber(tags.getFirst());
            return;
        }
        out.writeStartArray(null, tags.size() + length);
        for (int tag : tags) {
            out.writeNumber(tag);
        }
        components(record);
        out.writeEndArray();
    }

    private static int branch(Class<?> family, Class<?> leaf) {
        List<Class<?>> permitted = List.of(family.getPermittedSubclasses());
        return permitted.indexOf(permitted.stream().filter(each -> each.isAssignableFrom(leaf)).findFirst().get());
    }
}

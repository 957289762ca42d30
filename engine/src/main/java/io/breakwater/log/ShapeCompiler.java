package io.breakwater.log;

import io.breakwater.kernel.Blank;
import io.breakwater.kernel.LongMap;
import io.breakwater.kernel.RequestId;
import io.breakwater.kernel.Table;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes shapes of types by reflection, once, at start-up. A type that cannot be stored is refused here and named, so
 * that no such type is met later.
 */
final class ShapeCompiler {
    private final Map<Type, Shape> shapes = new LinkedHashMap<>();

    /** The shape of a type; each type is made once. */
    Shape shape(Type type) {
        Shape known = shapes.get(type);
        if (known != null) {
            return known;
        }
        if (type instanceof ParameterizedType parameterized) {
            return kept(type, container(parameterized));
        }
        return plain((Class<?>) type);
    }

    /** All shapes made so far, in the order of their making. */
    Iterable<Shape> all() {
        return shapes.values();
    }

    private Shape kept(Type type, Shape shape) {
        shapes.put(type, shape);
        return shape;
    }

    private Shape container(ParameterizedType type) {
        Shape[] arguments = new Shape[type.getActualTypeArguments().length];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = shape(type.getActualTypeArguments()[i]);
        }
        Class<?> raw = (Class<?>) type.getRawType();
        if (raw == List.class) {
            return new ListShape(arguments[0]);
        } else if (raw == LongMap.class) {
            return new LongMapShape(arguments[0]);
        } else if (raw == Table.class) {
            return new TableShape(arguments[0], arguments[1]);
        } else if (raw == Optional.class && !(arguments[0] instanceof OptionalShape)) {
            return new OptionalShape(arguments[0]);
        }
        throw new IllegalArgumentException(type + " cannot be stored");
    }

    private Shape plain(Class<?> type) {
        if (Scalar.of(type) != null) {
            return kept(type, Scalar.of(type));
        } else if (type == RequestId.class) {
            return kept(type, new SpelledShape(record(type)));
        } else if (type.isEnum()) {
            return kept(type, new EnumShape(type));
        } else if (type.isRecord() && type.getTypeParameters().length == 0) {
            return record(type);
        } else if (type.isInterface() && type.isSealed()) {
            return family(type);
        }
        throw new IllegalArgumentException(type + " cannot be stored");
    }

    private Shape record(Class<?> type) {
        RecordShape shape = new RecordShape(type);
        shapes.put(type, shape);
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            MethodType canonical = MethodType.methodType(void.class, parameters(type));
            shape.complete(components(type, lookup), lookup.findConstructor(type, canonical));
            blank(type, shape, lookup);
        } catch (ReflectiveOperationException closed) {
            throw new IllegalArgumentException(type + " is not open to the codec", closed);
        }
        return shape;
    }

    private static void blank(Class<?> type, RecordShape shape, MethodHandles.Lookup lookup)
            throws ReflectiveOperationException {
        for (Field field : type.getDeclaredFields()) {
            if (field.isAnnotationPresent(Blank.class)) {
                boolean constant = field.getType() == type && Modifier.isStatic(field.getModifiers());
                if (!constant || shape.length() < 2) {
                    throw new IllegalArgumentException(field + " cannot be a blank");
                }
                shape.completeBlank(lookup.unreflectVarHandle(field).get());
            }
        }
    }

    private Component[] components(Class<?> type, MethodHandles.Lookup lookup) throws IllegalAccessException {
        RecordComponent[] declared = type.getRecordComponents();
        Component[] components = new Component[declared.length];
        for (int i = 0; i < declared.length; i++) {
            Shape shape = shape(declared[i].getGenericType());
            MethodHandle getter = lookup.unreflect(declared[i].getAccessor());
            components[i] = new Component(declared[i].getName(), declared[i].getType(), shape, getter);
        }
        return components;
    }

    /** The types of a record's components, which its canonical constructor takes. */
    private static Class<?>[] parameters(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType).toArray(Class<?>[]::new);
    }

    private Shape family(Class<?> type) {
        SealedShape shape = new SealedShape(type);
        shapes.put(type, shape);
        Class<?>[] permitted = type.getPermittedSubclasses();
        Shape[] branches = new Shape[permitted.length];
        for (int tag = 0; tag < permitted.length; tag++) {
            branches[tag] = shape(permitted[tag]);
        }
        shape.complete(branches);
        addMembers(shape, type, new int[0]);
        return shape;
    }

    private void addMembers(SealedShape family, Class<?> type, int[] path) {
        Class<?>[] permitted = type.getPermittedSubclasses();
        for (int tag = 0; tag < permitted.length; tag++) {
            int[] tags = Arrays.copyOf(path, path.length + 1);
            tags[path.length] = tag;
            switch (shape(permitted[tag])) {
                case RecordShape record -> family.add(permitted[tag], new Member(tags, record));
                case SealedShape _ -> addMembers(family, permitted[tag], tags);
                default -> throw new IllegalArgumentException(permitted[tag] + " is neither record nor sealed");
            }
        }
    }
}

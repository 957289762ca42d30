package io.breakwater.log;

import io.breakwater.domain.Measure;
import io.breakwater.domain.escrow.Escrow;
import io.breakwater.domain.escrow.Holder;
import io.breakwater.domain.escrow.Lending;
import io.breakwater.domain.policy.MarginParameters;
import io.breakwater.kernel.LongMap;
import io.breakwater.kernel.LongRows;
import io.breakwater.kernel.RequestId;
import io.breakwater.kernel.Table;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes one value of any type that is stored, the same each time: numbers count up from 1 within the specimen (an int
 * stays within 1 … 9), texts are their component's name, enums their second constant, containers hold one element,
 * families their first member. Types whose figures depend on each other are given by hand.
 */
final class Specimen {
    private static final Holder HOLDER = new Holder("name", 9, 4, 3, 1);
    private static final Map<Class<?>, Object> BY_HAND = Map.of(
            RequestId.class, Samples.REQUEST,
            Holder.class, HOLDER,
            Lending.class, new Lending(9, 4, 3, 1),
            MarginParameters.class, MarginParameters.ETH,
            Escrow.class, new Escrow(Measure.GROSS_NOTIONAL, 20, 12, 2, 6, 1, LongMap.of(7, HOLDER)));

    private int count;
    /** A record that is met again inside of itself is left out there. */
    private final Set<Class<?>> inside = new HashSet<>();

    private Specimen() {}

    /** One value of every record that a family can hold, in the order of the tags; or of the record itself. */
    static List<Object> all(Class<?> root) {
        List<Object> values = new ArrayList<>();
        leaves(root).forEach(leaf -> values.add(new Specimen().value(leaf, "")));
        return values;
    }

    private static List<Class<?>> leaves(Class<?> type) {
        if (!type.isInterface()) {
            return List.of(type);
        }
        List<Class<?>> leaves = new ArrayList<>();
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            leaves.addAll(leaves(permitted));
        }
        return leaves;
    }

    private Object value(Type type, String name) {
        if (type instanceof ParameterizedType container) {
            return container(container, name);
        }
        return switch (Scalar.of((Class<?>) type)) {
            case BOOLEAN -> true;
            case INT -> 1 + ++count % 9;
            case LONG -> (long) ++count;
            case DOUBLE -> ++count + 0.5;
            case STRING -> name;
            case BYTES -> new byte[] {(byte) ++count};
            case LONGS -> new long[] {++count};
            case LONG_ROWS -> LongRows.empty(2).with(++count, ++count);
            case DIGEST -> Digest.sha256(new byte[0]);
            case null -> composed((Class<?>) type);
        };
    }

    private Object composed(Class<?> type) {
        if (BY_HAND.containsKey(type)) {
            return BY_HAND.get(type);
        } else if (type.isEnum()) {
            return type.getEnumConstants()[Math.min(1, type.getEnumConstants().length - 1)];
        }
        return record(type.isInterface() ? leaves(type).getFirst() : type);
    }

    private Object record(Class<?> type) {
        inside.add(type);
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] parameters = new Class<?>[components.length];
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            parameters[i] = components[i].getType();
            arguments[i] = value(components[i].getGenericType(), components[i].getName());
        }
        inside.remove(type);
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(parameters);
            canonical.setAccessible(true);
            return canonical.newInstance(arguments);
        } catch (ReflectiveOperationException refused) {
            throw new IllegalArgumentException("no specimen of " + type, refused);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Object container(ParameterizedType type, String name) {
        Type[] of = type.getActualTypeArguments();
        Class<?> raw = (Class<?>) type.getRawType();
        if (raw == List.class) {
            return List.of(value(of[0], name));
        } else if (raw == Optional.class) {
            return inside.contains(of[0]) ? Optional.empty() : Optional.of(value(of[0], name));
        } else if (raw == LongMap.class) {
            return LongMap.of(++count, value(of[0], name));
        }
        return Table.of((Comparable) value(of[0], name), value(of[1], name));
    }
}

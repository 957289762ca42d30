package io.breakwater.log;

import io.breakwater.kernel.Invariants;
import java.util.function.Function;

/**
 * One component of a record: its name, its shape, and how to get and write it.
 *
 * @param getter boxes primitives; for the walks that need not be quick
 * @param writer does not box
 */
record Component(String name, Shape shape, Function<Object, Object> getter, FieldWriter writer) {

    /** Writes one component of a record. */
    @FunctionalInterface
    interface FieldWriter {
        void write(Object owner, CborWriter out);
    }

    static Component of(String owner, String name, Shape shape, Accessor accessor) {
        return new Component(name, shape, accessor.asFunction(), writer(owner + "." + name, shape, accessor));
    }

    private static FieldWriter writer(String path, Shape shape, Accessor accessor) {
        if (!accessor.isPrimitive()) {
            return object(path, shape, accessor.asFunction());
        }
        return switch (shape) {
            case Scalar.BOOLEAN -> bool(accessor.asPredicate());
            case Scalar.INT -> integer(accessor.asToInt());
            case Scalar.LONG -> wide(accessor.asToLong());
            case Scalar.DOUBLE -> real(accessor.asToDouble());
            default -> throw new IllegalArgumentException(path + " is of a primitive type that is not stored");
        };
    }

    private static FieldWriter bool(java.util.function.Predicate<Object> get) {
        return (owner, out) -> out.writeBoolean(get.test(owner));
    }

    private static FieldWriter integer(java.util.function.ToIntFunction<Object> get) {
        return (owner, out) -> out.writeLong(get.applyAsInt(owner));
    }

    private static FieldWriter wide(java.util.function.ToLongFunction<Object> get) {
        return (owner, out) -> out.writeLong(get.applyAsLong(owner));
    }

    private static FieldWriter real(java.util.function.ToDoubleFunction<Object> get) {
        return (owner, out) -> out.writeDouble(get.applyAsDouble(owner));
    }

    private static FieldWriter object(String path, Shape shape, Function<Object, Object> get) {
        String sentence = path + " is never null";
        return (owner, out) -> {
            Object value = get.apply(owner);
            Invariants.check(value != null, sentence);
            shape.write(value, out);
        };
    }
}

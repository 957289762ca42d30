package io.breakwater.log;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;

/**
 * Makes one handle that reads all components of a record, in order and unboxed, and calls its constructor with them.
 * The order is what {@link MethodHandles#filterArguments} does, left to right; a test holds it.
 */
final class Construction {
    private static final MethodHandle READ = virtual(Shape.class, "read", Object.class, CborReader.class);

    private Construction() {}

    private static MethodHandle virtual(Class<?> owner, String name, Class<?> result, Class<?>... arguments) {
        try {
            return MethodHandles.lookup().findVirtual(owner, name, MethodType.methodType(result, arguments));
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /** A handle of type (CborReader) → Object. */
    static MethodHandle of(MethodHandle constructor, Shape[] shapes) {
        MethodHandle[] readers = new MethodHandle[shapes.length];
        for (int i = 0; i < shapes.length; i++) {
            readers[i] = reader(constructor.type().parameterType(i), shapes[i]);
        }
        MethodHandle filtered = MethodHandles.filterArguments(constructor, 0, readers);
        MethodType oneReader = MethodType.methodType(constructor.type().returnType(), CborReader.class);
        return MethodHandles.permuteArguments(filtered, oneReader, new int[shapes.length])
                .asType(oneReader.changeReturnType(Object.class));
    }

    private static MethodHandle reader(Class<?> type, Shape shape) {
        if (!type.isPrimitive()) {
            return READ.bindTo(shape).asType(MethodType.methodType(type, CborReader.class));
        }
        String name = Character.toUpperCase(type.getName().charAt(0)) + type.getName().substring(1);
        return virtual(CborReader.class, "read" + name, type);
    }

    /** The types of a record's components, which its canonical constructor takes. */
    static Class<?>[] parameters(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).map(c -> c.getType()).toArray(Class<?>[]::new);
    }
}

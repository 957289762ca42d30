package io.breakwater.log;

import io.breakwater.kernel.Invariants;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Puts accessors and constructors together with writing and reading into one handle a record, so that a walk over its
 * components is compiled as one method: nothing is boxed and no call has many targets. (Linked lambdas in a loop, the
 * plainer way, cost twice as much an event.)
 */
final class Handles {
    private static final MethodType WRITER = MethodType.methodType(void.class, Object.class, CborWriter.class);
    private static final MethodHandle WRITE =
            find(Shape.class, "write", WRITER);
    private static final MethodHandle READ =
            find(Shape.class, "read", MethodType.methodType(Object.class, CborReader.class));
    private static final MethodHandle PRESENT = present();

    private Handles() {}

    private static MethodHandle find(Class<?> owner, String name, MethodType type) {
        try {
            return MethodHandles.lookup().findVirtual(owner, name, type);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static MethodHandle present() {
        try {
            return MethodHandles.lookup().findStatic(Handles.class, "present",
                    MethodType.methodType(Object.class, String.class, Object.class));
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Object present(String sentence, Object value) {
        Invariants.check(value != null, sentence);
        return value;
    }

    /** (record, writer) → nothing: writes all components in order. */
    static MethodHandle writer(Class<?> record, Component[] components) {
        MethodHandle all = MethodHandles.empty(WRITER.changeParameterType(0, record));
        for (int i = components.length - 1; i >= 0; i--) {
            all = MethodHandles.foldArguments(all, write(record, components[i]));
        }
        return all.asType(WRITER);
    }

    private static MethodHandle write(Class<?> record, Component component) {
        Class<?> type = component.type();
        if (!type.isPrimitive()) {
            String sentence = record.getSimpleName() + "." + component.name() + " is never null";
            MethodHandle get = component.getter().asType(MethodType.methodType(Object.class, record));
            MethodHandle checked = MethodHandles.filterReturnValue(get, PRESENT.bindTo(sentence));
            return MethodHandles.filterArguments(WRITE.bindTo(component.shape()), 0, checked);
        }
        Class<?> widened = type == int.class ? long.class : type;
        MethodHandle write = find(CborWriter.class, "write" + capitalized(widened),
                MethodType.methodType(void.class, widened));
        MethodHandle valueFirst = MethodHandles.permuteArguments(
                write, MethodType.methodType(void.class, widened, CborWriter.class), 1, 0);
        MethodHandle get = component.getter().asType(MethodType.methodType(widened, record));
        return MethodHandles.filterArguments(valueFirst, 0, get);
    }

    /** (reader) → record: reads all components in order, left to right as filterArguments does, and constructs. */
    static MethodHandle reader(MethodHandle constructor, Component[] components) {
        MethodHandle[] readers = new MethodHandle[components.length];
        for (int i = 0; i < components.length; i++) {
            readers[i] = read(components[i]);
        }
        MethodHandle filtered = MethodHandles.filterArguments(constructor, 0, readers);
        MethodType oneReader = MethodType.methodType(constructor.type().returnType(), CborReader.class);
        return MethodHandles.permuteArguments(filtered, oneReader, new int[components.length])
                .asType(oneReader.changeReturnType(Object.class));
    }

    private static MethodHandle read(Component component) {
        Class<?> type = component.type();
        MethodType reader = MethodType.methodType(type, CborReader.class);
        return type.isPrimitive()
                ? find(CborReader.class, "read" + capitalized(type), MethodType.methodType(type))
                : READ.bindTo(component.shape()).asType(reader);
    }

    private static String capitalized(Class<?> primitive) {
        return Character.toUpperCase(primitive.getName().charAt(0)) + primitive.getName().substring(1);
    }
}

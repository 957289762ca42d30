package io.breakwater.log;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/** The accessor of one record component, linked as a lambda so that calling it costs no more than a method. */
final class Accessor {
    private final MethodHandles.Lookup lookup;
    private final MethodHandle getter;
    private final Class<?> owner;
    private final Class<?> type;

    private Accessor(MethodHandles.Lookup lookup, MethodHandle getter, RecordComponent component) {
        this.lookup = lookup;
        this.getter = getter;
        this.owner = component.getDeclaringRecord();
        this.type = component.getType();
    }

    static Accessor of(MethodHandles.Lookup lookup, RecordComponent component) throws IllegalAccessException {
        return new Accessor(lookup, lookup.unreflect(component.getAccessor()), component);
    }

    boolean isPrimitive() {
        return type.isPrimitive();
    }

    @SuppressWarnings("unchecked")
    Function<Object, Object> asFunction() {
        return link(Function.class, "apply", Object.class, MethodType.methodType(type).wrap().returnType());
    }

    @SuppressWarnings("unchecked")
    Predicate<Object> asPredicate() {
        return link(Predicate.class, "test", boolean.class, boolean.class);
    }

    @SuppressWarnings("unchecked")
    ToIntFunction<Object> asToInt() {
        return link(ToIntFunction.class, "applyAsInt", int.class, int.class);
    }

    @SuppressWarnings("unchecked")
    ToLongFunction<Object> asToLong() {
        return link(ToLongFunction.class, "applyAsLong", long.class, long.class);
    }

    @SuppressWarnings("unchecked")
    ToDoubleFunction<Object> asToDouble() {
        return link(ToDoubleFunction.class, "applyAsDouble", double.class, double.class);
    }

    private <F> F link(Class<F> function, String method, Class<?> erased, Class<?> actual) {
        try {
            MethodType signature = MethodType.methodType(erased, Object.class);
            MethodHandle factory = LambdaMetafactory.metafactory(lookup, method, MethodType.methodType(function),
                    signature, getter, MethodType.methodType(actual, owner)).getTarget();
            return function.cast(factory.invoke());
        } catch (Throwable notLinked) {
            throw new IllegalArgumentException("no accessor of " + owner + " could be linked", notLinked);
        }
    }
}

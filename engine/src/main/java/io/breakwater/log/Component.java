package io.breakwater.log;

import java.lang.invoke.MethodHandle;

/**
 * One component of a record.
 *
 * @param type its declared class, without type arguments
 * @param getter its accessor, (record) → type
 */
record Component(String name, Class<?> type, Shape shape, MethodHandle getter) {
    /** The value in a record, boxed; for the walks that need not be quick. */
    Object of(Object owner) {
        try {
            return getter.invoke(owner);
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable checked) {
            throw new IllegalStateException("accessor of " + name, checked);
        }
    }
}

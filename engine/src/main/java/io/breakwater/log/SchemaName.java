package io.breakwater.log;

/** What the schema calls a type: its simple name, led by the types it is declared in. Packages may move; this stays. */
final class SchemaName {
    private SchemaName() {}

    static String of(Class<?> type) {
        Class<?> outer = type.getDeclaringClass();
        return outer == null ? type.getSimpleName() : of(outer) + "." + type.getSimpleName();
    }
}

package io.breakwater.log;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** How values of one type are written and read; compiled once by {@link ShapeCompiler}. Untyped inside the package. */
interface Shape {
    /** Writes a value, never null. */
    void write(Object value, CborWriter out);

    /** Reads a value, never null. */
    Object read(CborReader in);

    /** Writes a value with names, for people and exports. */
    void json(Object value, JsonGenerator out) throws IOException;

    /** What the schema calls the type where it is used. */
    String name();

    /** What the schema says of the type itself; empty where the name says it all. */
    default String definition() {
        return "";
    }
}

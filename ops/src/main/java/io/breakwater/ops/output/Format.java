package io.breakwater.ops.output;

/** The forms a result can be written in; the names are those of {@code -o}. */
public enum Format {
    json, table, csv
}

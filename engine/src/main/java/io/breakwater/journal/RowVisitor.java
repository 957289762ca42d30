package io.breakwater.journal;

/** Receives the rows of a log in order. */
@FunctionalInterface
public interface RowVisitor {

    /** @return false to stop reading */
    boolean visit(StoredRow row);
}

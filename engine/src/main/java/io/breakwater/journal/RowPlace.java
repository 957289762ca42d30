package io.breakwater.journal;

import java.io.Serializable;

/** Where a row stands: its log and its number in it (from 1). */
public record RowPlace(String persistenceId, long sequenceNr) implements Serializable {

    @Override
    public String toString() {
        return persistenceId + "/" + sequenceNr;
    }
}

package io.breakwater.journal.plugin;

import io.breakwater.journal.StoredRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.persistence.AtomicWrite;
import scala.jdk.javaapi.CollectionConverters;

/** What of a request to write is stored, and what is rejected because it cannot be. Used by one thread at a time. */
public final class WriteEncoding {

    private final PayloadCodec codec;
    private final Bound bound;
    private final List<StoredRow> rows = new ArrayList<>();
    private final List<Optional<Exception>> results = new ArrayList<>();
    private boolean anyRejected;

    /** What a store cannot write at once. */
    @FunctionalInterface
    public interface Bound {

        /** @throws io.breakwater.journal.RowRefused where these rows cannot be stored together or not at all */
        void require(List<StoredRow> together);
    }

    public WriteEncoding(PayloadCodec codec, Bound bound) {
        this.codec = codec;
        this.bound = bound;
    }

    /** Takes a write in, as a whole or not at all. */
    public void add(AtomicWrite write) {
        int before = rows.size();
        try {
            CollectionConverters.asJava(write.payload()).forEach(event -> rows.add(codec.row(event)));
            bound.require(rows.subList(before, rows.size()));
            results.add(Optional.empty());
        } catch (Exception e) {
            rows.subList(before, rows.size()).clear();
            results.add(Optional.of(e));
            anyRejected = true;
        }
    }

    /** What is to be stored, all of one log. */
    public List<StoredRow> rows() {
        return rows;
    }

    /** What Pekko is told once the rows are stored. It reads an empty answer as "all stored". */
    public Iterable<Optional<Exception>> answer() {
        return anyRejected ? results : List.of();
    }
}

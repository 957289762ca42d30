package io.breakwater.journal;

import io.breakwater.log.BeyondRetry;
import java.nio.file.Path;

/** A row of a log, or a snapshot, cannot be read back as it was written. The message names place and remedy. */
public final class RowDamaged extends JournalException implements BeyondRetry {

    private static final long serialVersionUID = 1L;
    private final RowPlace place;
    private final String location;
    private final String remedy;
    private final String file;

    /** @param directory the store's directory, as the operator named it */
    public RowDamaged(Path directory, RowPlace place, String detail, Throwable cause) {
        this(place, place + " in " + directory, " is damaged (" + StoreDamaged.fileIn(detail) + "): " + detail,
                StoreDamaged.remedy(directory), cause);
    }

    /** @param store where the row is, for people */
    public RowDamaged(String store, RowPlace place, String detail, Throwable cause) {
        this(place, place + " in " + store, " is damaged: " + detail,
                "Run: ./breakwater restore BACKUP, into an empty keyspace", cause);
    }

    private RowDamaged(RowPlace place, String location, String damage, String remedy, Throwable cause) {
        super("Row " + location + damage + ". " + remedy, cause);
        this.place = place;
        this.location = "row " + location + ", which" + damage;
        this.remedy = remedy;
        this.file = StoreDamaged.fileIn(damage);
    }

    @Override
    public String location() {
        return location;
    }

    @Override
    public String remedy() {
        return remedy;
    }

    /** The first row that could not be read. */
    public RowPlace place() {
        return place;
    }

    /** The damaged file as far as it is known, else "unknown file". */
    public String file() {
        return file;
    }

    @Override
    public String code() {
        return "ROW_DAMAGED";
    }
}

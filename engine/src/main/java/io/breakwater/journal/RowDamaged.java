package io.breakwater.journal;

import java.nio.file.Path;

/** A row of a log, or a snapshot, cannot be read back as it was written. The message names place and remedy. */
public final class RowDamaged extends JournalException {

    private static final long serialVersionUID = 1L;
    private final RowPlace place;
    private final String file;

    /** @param directory the store's directory, as the operator named it */
    public RowDamaged(Path directory, RowPlace place, String detail, Throwable cause) {
        super("Row " + place + " in " + directory + " is damaged (" + StoreDamaged.fileIn(detail) + "): " + detail
                + ". " + StoreDamaged.remedy(directory), cause);
        this.place = place;
        this.file = StoreDamaged.fileIn(detail);
    }

    /** @param store where the row is, for people */
    public RowDamaged(String store, RowPlace place, String detail, Throwable cause) {
        super("Row " + place + " in " + store + " is damaged: " + detail
                + ". Run: ./breakwater restore BACKUP, into an empty keyspace", cause);
        this.place = place;
        this.file = StoreDamaged.fileIn(detail);
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

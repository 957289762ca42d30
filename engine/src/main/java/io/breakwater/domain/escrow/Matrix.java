package io.breakwater.domain.escrow;

import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Invariants;
import io.breakwater.kernel.Table;

/**
 * What one data center knows of all rows of a limit (ALGORITHMS 8): its own as it is, the others' as far as it has
 * written down that it read them. It therefore knows all that flowed out of its rights and perhaps too little of what
 * flowed in, and errs on the safe side (I-04).
 *
 * <pre>local(i) = created − burned + given to i − given by i + reclaimed by i − reclaimed from i − used</pre>
 *
 * @param self whose knowledge this is
 * @param rows by data center
 */
public record Matrix(int self, Table<Integer, Row> rows) {

    /** Rows; more data centers than that no limit spans. */
    public static final int MAX_ROWS = 16;

    public Matrix {
        Invariants.check(rows.size() <= MAX_ROWS, "data centers beyond the bound");
    }

    public static Matrix of(int self) {
        return new Matrix(self, Table.empty());
    }

    public Row own() {
        return row(self);
    }

    public Row row(int dataCenter) {
        Row row = rows.get(dataCenter);
        return row == null ? Row.empty(dataCenter) : row;
    }

    /** Rights that came to a data center from elsewhere or were created there, in all. */
    public long inflow(int dataCenter) {
        Row row = row(dataCenter);
        long sum = Exact.add(row.created(), row.reclaimed());
        for (Row other : rows.values()) {
            sum = Exact.add(sum, other.with(dataCenter).given());
        }
        return sum;
    }

    /**
     * Rights that others have taken from it after a fence: as they say, or as it has conceded where their word was not
     * read yet. What it freed since may have been read already.
     */
    public long taken(int dataCenter) {
        Row row = row(dataCenter);
        long sum = 0;
        for (Row other : rows.values()) {
            sum = Exact.add(sum, other.with(dataCenter).reclaimed());
        }
        for (int i = 0; i < row.with().size(); i++) {
            long known = row(row.with().keyAt(i)).with(dataCenter).reclaimed();
            sum = Exact.add(sum, Math.max(0, row.with().valueAt(i).conceded() - known));
        }
        return sum;
    }

    /** Rights that it has and does not use, as far as is known here; negative while an inflow was not read yet. */
    public long local(int dataCenter) {
        Row row = row(dataCenter);
        return inflow(dataCenter) - taken(dataCenter) - row.outflow() + row.freed();
    }

    /** Rights that it has, used or not. */
    public long held(int dataCenter) {
        return local(dataCenter) + row(dataCenter).used();
    }

    /** All rights that exist, as far as is known here. */
    public long existing() {
        long sum = 0;
        for (Row row : rows.values()) {
            sum = Exact.add(sum, row.created() - row.burned());
        }
        return sum;
    }

    /** With what was read of another's row; an older copy changes nothing. */
    public Matrix read(Row other) {
        Invariants.check(other.owner() != self, "nobody writes a row but its owner");
        return new Matrix(self, rows.put(other.owner(), row(other.owner()).merged(other)));
    }

    /** With the own row as it is from now on. */
    public Matrix with(Row own) {
        Invariants.check(own.owner() == self, "nobody writes a row but its owner");
        return new Matrix(self, rows.put(self, own));
    }

    /** The last of a data center's restrictions that still holds; 0 for none. */
    public long restriction(int dataCenter) {
        long placed = row(dataCenter).placed();
        for (Row row : rows.values()) {
            if (row.with(dataCenter).lifted() >= placed) {
                return 0;
            }
        }
        return placed;
    }

    /** Whether any data center's restriction is in force, also of one that is gone. */
    public boolean isRestricted() {
        return rows.keys().stream().anyMatch(dataCenter -> restriction(dataCenter) > 0);
    }
}

package io.breakwater.feed.file;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import io.breakwater.feed.Decimal;
import io.breakwater.feed.Fault;
import io.breakwater.feed.FeedFault;
import java.util.Arrays;

/** One row of a file, used again for each: nothing of it may be kept. Makes no strings that nobody asks for. */
public final class Row extends AbstractBaseCsvCallbackHandler<Row> {
    private static final int MOST_FIELDS = 512;
    private static final int MOST_CHARS = 1 << 15;
    private static final int MOST_DIGITS = 18;
    private static final int MOST_SHOWN = 200;

    private final char[] chars = new char[MOST_CHARS];
    private final int[] ends = new int[MOST_FIELDS + 1];
    private int fields;
    private boolean isOversized;

    @Override
    protected void handleBegin(long startingLineNumber) {
        fields = 0;
        isOversized = false;
    }

    @Override
    protected void handleField(int field, char[] text, int offset, int length, boolean quoted) {
        int from = ends[fields];
        if (fields == MOST_FIELDS || from + length > MOST_CHARS) {
            isOversized = true;
            return;
        }
        System.arraycopy(text, offset, chars, from, length);
        ends[++fields] = from + length;
    }

    @Override
    protected Row buildRecord() {
        return this;
    }

    int size() {
        return fields;
    }

    void checkSize() {
        if (isOversized) {
            throw new FeedFault(Fault.OVERSIZED, "a row of too many fields or characters");
        }
    }

    private int begin(int field) {
        if (field >= fields) {
            throw new FeedFault(Fault.TRUNCATED, "a row of " + fields + " fields");
        }
        return ends[field];
    }

    public boolean isEmpty(int field) {
        return begin(field) == ends[field + 1];
    }

    public String text(int field) {
        int from = begin(field);
        return new String(chars, from, ends[field + 1] - from);
    }

    public boolean is(int field, String text) {
        int from = begin(field);
        if (ends[field + 1] - from != text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (chars[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether two fields side by side say this. */
    boolean are(int field, char[] both, int firstLength) {
        int from = begin(field);
        begin(field + 1);
        return ends[field + 1] - from == firstLength
                && Arrays.equals(chars, from, ends[field + 2], both, 0, both.length);
    }

    /** Absent where the field is empty, or there is no such column (−1). */
    public Decimal decimal(int field) {
        if (field < 0) {
            return Decimal.ABSENT;
        }
        int from = begin(field);
        return Decimal.parse(chars, from, ends[field + 1] - from);
    }

    /** A whole number without a sign. */
    public long number(int field) {
        int from = begin(field);
        int end = ends[field + 1];
        if (end == from || end - from > MOST_DIGITS) {
            throw new FeedFault(Fault.MALFORMED, "not a number: " + text(field));
        }
        long value = 0;
        for (int i = from; i < end; i++) {
            int digit = chars[i] - '0';
            if (digit < 0 || digit > 9) {
                throw new FeedFault(Fault.MALFORMED, "not a number: " + text(field));
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** Whether the field is a whole number: headers have none. */
    public boolean isNumber(int field) {
        for (int i = begin(field); i < ends[field + 1]; i++) {
            if (chars[i] < '0' || chars[i] > '9') {
                return false;
            }
        }
        return !isEmpty(field);
    }

    /** Its beginning, for people. */
    @Override
    public String toString() {
        return new String(chars, 0, Math.min(MOST_SHOWN, ends[fields]));
    }
}

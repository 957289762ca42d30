package io.breakwater.feed.file;

import io.breakwater.feed.VenueSymbol;
import java.util.HashMap;
import java.util.Map;

/** Gives rows of the same instrument the same object. Forgets all when there are too many. */
public final class Symbols {
    private static final int MOST = 65_536;

    private final Map<VenueSymbol, VenueSymbol> known = new HashMap<>();
    private VenueSymbol last = new VenueSymbol("", "");
    private char[] lastChars = {};

    /** The instrument whose venue and symbol stand in this field and the next. */
    public VenueSymbol of(Row row, int field) {
        if (!row.are(field, lastChars, last.venue().length())) {
            last = known(new VenueSymbol(row.text(field), row.text(field + 1)));
            lastChars = (last.venue() + last.symbol()).toCharArray();
        }
        return last;
    }

    private VenueSymbol known(VenueSymbol made) {
        if (known.size() == MOST) {
            known.clear();
        }
        VenueSymbol before = known.putIfAbsent(made, made);
        return before == null ? made : before;
    }
}

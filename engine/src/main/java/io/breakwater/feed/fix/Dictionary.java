package io.breakwater.feed.fix;

import quickfix.ConfigError;
import quickfix.DataDictionary;

/** Of FIX 4.4: which fields repeat. Nothing is refused by it. */
final class Dictionary {
    static final DataDictionary FIX44 = load();

    private Dictionary() {}

    private static DataDictionary load() {
        try {
            return new DataDictionary("FIX44.xml");
        } catch (ConfigError missing) {
            throw new IllegalStateException("the dictionary of FIX 4.4 is not on the class path", missing);
        }
    }
}

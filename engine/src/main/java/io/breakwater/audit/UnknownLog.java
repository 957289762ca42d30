package io.breakwater.audit;

import java.util.Collection;
import java.util.List;

/** A log was asked for by a name that none has: nothing of what was asked is read. */
public final class UnknownLog extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private UnknownLog(List<String> names) {
        super("no log is called " + String.join(", ", names));
    }

    /** @param known all that could have been asked for */
    static void refuse(Collection<String> wanted, Collection<String> known) {
        List<String> unknown = wanted.stream().filter(name -> !known.contains(name)).sorted().toList();
        if (!unknown.isEmpty()) {
            throw new UnknownLog(unknown);
        }
    }
}

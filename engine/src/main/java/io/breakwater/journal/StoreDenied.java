package io.breakwater.journal;

import java.nio.file.Path;

/**
 * The machine does not let the store be opened or read: no room, no file handles, no permission. What is stored is not
 * damaged by that. The message names place, reason and remedy.
 */
public final class StoreDenied extends JournalException {

    private static final long serialVersionUID = 1L;

    /** @param directory the store's directory, as the operator named it */
    public StoreDenied(Path directory, String detail, String remedy, Throwable cause) {
        super("The store in " + directory + " cannot be used: " + detail + ". Nothing in it is damaged by that: "
                + remedy + ", and try again", cause);
    }

    @Override
    public String code() {
        return "STORE_DENIED";
    }
}

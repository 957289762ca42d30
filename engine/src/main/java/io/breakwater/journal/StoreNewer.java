package io.breakwater.journal;

/** A later release has written to the logs: nothing is damaged, this release is too old for them. */
public final class StoreNewer extends JournalException {

    private static final long serialVersionUID = 1L;

    /** @param found what this release does not know */
    public StoreNewer(String log, long number, String found) {
        this(log + " block " + number, found);
    }

    /** @param where what of the store, for people */
    public StoreNewer(String where, String found) {
        this(where, found, "nothing is damaged");
    }

    /** @param damage what is to be said of that, where it is not known */
    StoreNewer(String where, String found, String damage) {
        super(where + " is of a later release (" + found + "), " + damage
                + ": start that release or one after it");
    }

    @Override
    public String code() {
        return "STORE_NEWER";
    }
}

package io.breakwater.journal;

/**
 * A restore or a copy did not end: the logs are not whole, or are on their way elsewhere. The message says where, and
 * what to do.
 */
public final class StoreUnfinished extends JournalException {

    private static final long serialVersionUID = 1L;

    public StoreUnfinished(String place, String remedy) {
        super("The journal in " + place + " is not whole: the restore or copy into it was cut short. " + remedy);
    }

    private StoreUnfinished(String message) {
        super(message);
    }

    /** The store's logs are whole, and no node may go on with them: their copy may have been begun to be used. */
    public static StoreUnfinished moving(String place, String to) {
        return new StoreUnfinished("The logs of " + place + " are on their way to " + to + ": the copy was cut short."
                + " Run the same command again: it ends what was begun");
    }

    @Override
    public String code() {
        return "STORE_UNFINISHED";
    }
}

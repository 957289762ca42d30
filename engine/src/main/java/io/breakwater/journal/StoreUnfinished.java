package io.breakwater.journal;

/** The logs are not whole: a restore or a copy into the store did not end. The message says where, and what to do. */
public final class StoreUnfinished extends JournalException {

    private static final long serialVersionUID = 1L;

    public StoreUnfinished(String place, String remedy) {
        super("The journal in " + place + " is not whole: the restore or copy into it was cut short. " + remedy);
    }

    @Override
    public String code() {
        return "STORE_UNFINISHED";
    }
}

package io.breakwater.journal;

/** The logs have moved to another store: this one is fenced and takes nothing more. The message names the other. */
public final class StoreMoved extends JournalException {

    private static final long serialVersionUID = 1L;

    public StoreMoved(String place, String to) {
        super("The logs of " + place + " have moved to " + to + ": start the node on that journal. What is left here is"
                + " a copy to keep or delete");
    }

    @Override
    public String code() {
        return "STORE_MOVED";
    }
}

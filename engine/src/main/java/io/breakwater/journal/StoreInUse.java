package io.breakwater.journal;

/** Another process holds the store's directory. The message names the directory and the holder. */
public final class StoreInUse extends JournalException {

    private static final long serialVersionUID = 1L;

    public StoreInUse(String message) {
        super(message);
    }

    @Override
    public String code() {
        return "STORE_IN_USE";
    }
}

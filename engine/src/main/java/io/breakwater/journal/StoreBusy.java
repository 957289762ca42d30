package io.breakwater.journal;

/** The bounded queue in front of the store is full. Nothing was stored; try again later or slow down. */
public final class StoreBusy extends JournalException {

    private static final long serialVersionUID = 1L;

    public StoreBusy(String message) {
        super(message);
    }

    @Override
    public String code() {
        return "STORE_BUSY";
    }
}

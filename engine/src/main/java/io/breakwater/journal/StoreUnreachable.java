package io.breakwater.journal;

/**
 * The store did not answer in time. An append that ends so may or may not be stored, now or later; nobody is told that
 * it was, and whoever appended must read the log again before it goes on.
 */
public final class StoreUnreachable extends JournalException {

    private static final long serialVersionUID = 1L;

    public StoreUnreachable(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String code() {
        return "STORE_UNREACHABLE";
    }
}

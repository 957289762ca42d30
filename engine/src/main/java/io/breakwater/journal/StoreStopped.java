package io.breakwater.journal;

/**
 * The store takes nothing more: it was closed, or a write, sync or background task failed.
 * After a failure an append that was under way may or may not be found after a restart; it was never acknowledged.
 */
public final class StoreStopped extends JournalException {

    private static final long serialVersionUID = 1L;

    public StoreStopped(String message) {
        super(message);
    }

    public StoreStopped(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String code() {
        return "STORE_STOPPED";
    }
}

package io.breakwater.journal;

/** Every way in which a store refuses or fails, so that callers may switch over them; a message names the remedy. */
public abstract sealed class JournalException extends RuntimeException
        permits BlockExists, StoreBusy, StoreStopped, StoreInUse, StoreDamaged, StoreDenied, StoreMisconfigured,
                StoreMoved, StoreNewer, StoreUnfinished, StoreUnreachable, RowDamaged, RowRefused, BackupRefused,
                TrimRefused {

    private static final long serialVersionUID = 1L;

    JournalException(String message) {
        super(message);
    }

    JournalException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Stable code for logs, metrics and exit messages. */
    public abstract String code();
}

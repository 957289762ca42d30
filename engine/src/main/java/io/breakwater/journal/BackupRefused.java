package io.breakwater.journal;

/** A backup or a restore was refused: the target is not empty, the source is no backup, or its files differ. */
public final class BackupRefused extends JournalException {

    private static final long serialVersionUID = 1L;

    public BackupRefused(String message) {
        super(message);
    }

    @Override
    public String code() {
        return "BACKUP_REFUSED";
    }
}

package io.breakwater.journal;

/**
 * The log already holds this sequence number: someone else has written since the appender read the log.
 * Nothing of the append was stored. The appender stops and reads the log again; it must not go on.
 */
public final class BlockExists extends JournalException {

    private static final long serialVersionUID = 1L;
    private final String persistenceId;
    private final long sequenceNr;
    private final long highest;

    public BlockExists(String persistenceId, long sequenceNr, long highest) {
        super("Log " + persistenceId + " already holds " + sequenceNr + " (its highest is " + highest
                + "); another writer has taken over, read the log again");
        this.persistenceId = persistenceId;
        this.sequenceNr = sequenceNr;
        this.highest = highest;
    }

    public String persistenceId() {
        return persistenceId;
    }

    /** The sequence number that was refused. */
    public long sequenceNr() {
        return sequenceNr;
    }

    /** The highest sequence number of the log when the append was refused. */
    public long highest() {
        return highest;
    }

    @Override
    public String code() {
        return "BLOCK_EXISTS";
    }
}

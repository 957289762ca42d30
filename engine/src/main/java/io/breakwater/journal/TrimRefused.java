package io.breakwater.journal;

/** Nothing is removed of a log: what would go is not as it was written, or somebody needs it. */
public final class TrimRefused extends JournalException {

    private static final long serialVersionUID = 1L;

    public TrimRefused(String message) {
        super(message);
    }

    @Override
    public String code() {
        return "TRIM_REFUSED";
    }
}

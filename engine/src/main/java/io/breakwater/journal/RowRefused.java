package io.breakwater.journal;

/** The append itself breaks a bound or the order of its rows. Nothing was stored. */
public final class RowRefused extends JournalException {

    private static final long serialVersionUID = 1L;

    public RowRefused(String message) {
        super(message);
    }

    @Override
    public String code() {
        return "ROW_REFUSED";
    }
}

package io.breakwater.journal;

/** A setting does not fit the store that it names. The message names key, value and remedy; never a secret. */
public final class StoreMisconfigured extends JournalException {

    private static final long serialVersionUID = 1L;

    public StoreMisconfigured(String key, String wrong, String remedy) {
        super(key + " " + wrong + ": " + remedy);
    }

    @Override
    public String code() {
        return "STORE_MISCONFIGURED";
    }
}

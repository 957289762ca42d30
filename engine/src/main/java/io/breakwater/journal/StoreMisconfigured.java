package io.breakwater.journal;

/** A setting does not fit the store that it names. The message names key, value and remedy; never a secret. */
public sealed class StoreMisconfigured extends JournalException permits StoreUnanswered {

    private static final long serialVersionUID = 1L;

    public StoreMisconfigured(String key, String wrong, String remedy) {
        super(key + " " + wrong + ": " + remedy);
    }

    /** @param message names key, value and remedy */
    public StoreMisconfigured(String message) {
        super(message);
    }

    @Override
    public String code() {
        return "STORE_MISCONFIGURED";
    }
}

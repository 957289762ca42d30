package io.breakwater.journal;

/** Nobody answers where the settings say that the store is: they may be wrong, or it is out of reach for now. */
public final class StoreUnanswered extends StoreMisconfigured {

    private static final long serialVersionUID = 1L;

    public StoreUnanswered(String key, String wrong, String remedy) {
        super(key, wrong, remedy);
    }
}

package io.breakwater.link;

/** A data center could not be asked, or has not answered in time: whether it did something is not known. */
public final class Unreached extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Unreached(String dataCenter, String why) {
        super(dataCenter + " cannot be reached: " + why, null, false, false);
    }
}

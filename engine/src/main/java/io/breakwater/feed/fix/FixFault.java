package io.breakwater.feed.fix;

/** A message that no fact can be made of now; the message of it says why, for people. */
final class FixFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FixFault(String why) {
        super(why, null, false, false);
    }
}

package io.breakwater.ops;

/** What changes something, and may have to be asked again where no answer came. */
public interface AskedAgain {

    /** The flags under which it is the same request, and happens once; empty where nothing was asked. */
    String flags();
}

package io.breakwater.ops;

/** A child node did not come up or did not do as it should; the message carries the end of its log. */
public final class NodeFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NodeFault(String message) {
        super(message);
    }
}

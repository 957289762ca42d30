package io.breakwater.ops;

/** A node did not do as it should; of a child that did not start the message has the end of its log. Exit code 4. */
public final class NodeFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NodeFault(String message) {
        super(message);
    }
}

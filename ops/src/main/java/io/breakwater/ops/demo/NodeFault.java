package io.breakwater.ops.demo;

/** The child node did not come up or did not do as it should; the message carries the end of its log. */
final class NodeFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NodeFault(String message) {
        super(message);
    }
}

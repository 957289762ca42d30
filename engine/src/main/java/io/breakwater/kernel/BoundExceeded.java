package io.breakwater.kernel;

/** Something has outgrown its bound; a caller may cause it, so it carries the figures and no stack trace. */
public final class BoundExceeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final long value;
    private final long most;

    BoundExceeded(String name, long value, long most) {
        super(name + " is " + value + ", at most " + most, null, false, false);
        this.name = name;
        this.value = value;
        this.most = most;
    }

    /** What is bounded, such as {@code "items a message"}. */
    public String name() {
        return name;
    }

    /** What was asked for, in the unit of the name. */
    public long value() {
        return value;
    }

    /** The bound, in the unit of the name. */
    public long most() {
        return most;
    }
}

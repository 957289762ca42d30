package io.breakwater.ops;

import io.grpc.Status;

/** How the command line ends. Stable: scripts depend on the numbers. */
public final class ExitCode {
    public static final int OK = 0;
    /** A rule refused, a resource is unknown, or a check failed. */
    public static final int REFUSED = 1;
    /** The command line, a file or a value cannot be read. */
    public static final int USAGE = 2;
    /** No node answered in time; whether it decided is unknown. */
    public static final int UNAVAILABLE = 3;
    /** A bug, here or in the node. */
    public static final int INTERNAL = 4;
    /** An audit found nothing wrong, but not every decision could be taken again. */
    public static final int NOT_RETAKEABLE = 5;

    private ExitCode() {}

    /** The exit code for a status that a node answered with. */
    public static int of(Status.Code code) {
        return switch (code) {
            case OK -> OK;
            case FAILED_PRECONDITION, NOT_FOUND, ALREADY_EXISTS, ABORTED, RESOURCE_EXHAUSTED, PERMISSION_DENIED,
                    UNAUTHENTICATED -> REFUSED;
            case INVALID_ARGUMENT, OUT_OF_RANGE -> USAGE;
            case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED -> UNAVAILABLE;
            case UNKNOWN, UNIMPLEMENTED, INTERNAL, DATA_LOSS -> INTERNAL;
        };
    }
}

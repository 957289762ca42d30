package io.breakwater.ops.command;

import io.breakwater.ops.client.Node;
import io.breakwater.ops.client.RequestIds;
import java.security.SecureRandom;
import java.time.InstantSource;
import picocli.CommandLine.Option;

/** Flags of every command that changes something. */
final class Mutation {
    @Option(names = "--request-id", paramLabel = "UUIDV7",
            description = "Asks again for what was asked under this id (default: a new id).")
    private String requestId;

    @Option(names = "--asked-first", paramLabel = "DATA_CENTER",
            description = "The data center that decides it: an order's, or the one that was asked first under"
                    + " --request-id; of a new id the node's.")
    private String askedFirst;

    @Option(names = "--validate-only", description = "Judges the request, records nothing.")
    private boolean validateOnly;

    /** The caller's id, or a new one that stays the same for this command. */
    String requestId() {
        if (requestId == null) {
            requestId = new RequestIds(InstantSource.system(), new SecureRandom()).next();
        }
        return requestId;
    }

    /** An id that may have been asked elsewhere is not said to be asked here first, unless the caller does. */
    void nameFirst(Node node) {
        if (askedFirst != null) {
            node.askedFirstAt(askedFirst);
        } else if (requestId == null) {
            node.askedFirstHere();
        }
    }

    boolean validateOnly() {
        return validateOnly;
    }
}

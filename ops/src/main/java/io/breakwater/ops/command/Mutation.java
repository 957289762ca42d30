package io.breakwater.ops.command;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import io.breakwater.ops.AskedAgain;
import io.breakwater.ops.UsageFault;
import io.breakwater.ops.client.Node;
import io.breakwater.ops.client.RequestIds;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import picocli.CommandLine.Option;

/** Flags of every command that changes something. */
final class Mutation implements AskedAgain {
    @Option(names = "--request-id", paramLabel = "UUIDV7",
            description = "Asks again for what was asked under this id (default: a new id).")
    private String requestId;

    @Option(names = "--asked-first", paramLabel = "DATA_CENTER",
            description = "The data center that decides it: an order's, or the one that was asked first under"
                    + " --request-id; of a new id the node's.")
    private String askedFirst;

    @Option(names = "--validate-only", description = "Judges the request, records nothing.")
    private boolean validateOnly;

    private String saidFirst = "";

    /** The caller's id, or a new one that stays the same for this command. */
    String requestId() {
        if (requestId == null) {
            requestId = new RequestIds(InstantSource.system(), new SecureRandom()).next();
        }
        return requestId;
    }

    /** What "now" means to this command: when its id was made, so that a repeat says the same. */
    Timestamp made() {
        return made(requestId());
    }

    /** @throws UsageFault where the id has no time */
    static Timestamp made(String requestId) {
        try {
            return Timestamps.fromMillis(UUID.fromString(requestId).getMostSignificantBits() >>> 16);
        } catch (IllegalArgumentException malformed) {
            throw new UsageFault("--request-id " + requestId + " is not a UUIDv7");
        }
    }

    /** An id that may have been asked elsewhere is not said to be asked here first, unless the caller does. */
    void nameFirst(Node node) {
        if (askedFirst != null) {
            node.askedFirstAt(askedFirst);
        } else if (requestId == null) {
            node.askedFirstHere();
        }
        saidFirst = node.askedFirst();
    }

    /** The id that stands in a file, or this command's where it has none. */
    String requestId(String given) {
        if (!given.isEmpty()) {
            requestId = given;
        }
        return requestId();
    }

    @Override
    public String flags() {
        if (requestId == null) {
            return "";
        }
        return "--request-id " + requestId + (saidFirst.isEmpty() ? "" : " --asked-first " + saidFirst);
    }

    boolean validateOnly() {
        return validateOnly;
    }
}

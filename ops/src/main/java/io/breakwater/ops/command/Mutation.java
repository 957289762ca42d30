package io.breakwater.ops.command;

import io.breakwater.ops.client.RequestIds;
import java.security.SecureRandom;
import java.time.InstantSource;
import picocli.CommandLine.Option;

/** Flags of every command that changes something. */
final class Mutation {
    @Option(names = "--request-id", paramLabel = "UUIDV7",
            description = "Asks again for what was asked under this id (default: a new id).")
    private String requestId;

    @Option(names = "--validate-only", description = "Judges the request, records nothing.")
    private boolean validateOnly;

    /** The caller's id, or a new one that stays the same for this command. */
    String requestId() {
        if (requestId == null) {
            requestId = new RequestIds(InstantSource.system(), new SecureRandom()).next();
        }
        return requestId;
    }

    boolean validateOnly() {
        return validateOnly;
    }
}

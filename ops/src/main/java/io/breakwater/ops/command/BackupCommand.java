package io.breakwater.ops.command;

import io.breakwater.ops.ExitCode;
import io.breakwater.ops.client.Node;
import io.breakwater.ops.output.Printer;
import io.breakwater.v1.BackupRequest;
import io.breakwater.v1.BackupResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Copies a running node's store into a directory on the node's machine. */
@Command(name = "backup",
        description = "Copies a running node's store into DIR on the node's machine, and verifies it.")
public final class BackupCommand extends NodeCall {
    /** As long as the API allows a backup to take. */
    private static final Duration BOUND = Duration.ofHours(1);

    @Parameters(paramLabel = "DIR", description = "New or empty; relative to where this command runs.")
    private Path directory;

    @Mixin
    private Mutation mutation;

    @Override
    int run(Node node, Printer print) {
        BackupResponse answer = node.admin(BOUND).backup(BackupRequest.newBuilder()
                .setRequestId(mutation.requestId())
                .setValidateOnly(mutation.validateOnly())
                .setDirectory(directory.toAbsolutePath().normalize().toString())
                .build());
        if (answer.getHeadsCount() == 0) {
            root().err().printf(Locale.ROOT, "a backup can be written to %s%n", answer.getDirectory());
        } else {
            root().err().printf(Locale.ROOT, "%,d bytes in %s%n", answer.getBytes(), answer.getDirectory());
        }
        print.whole(answer, answer.getHeadsList(), "log", "number", "term", "digest");
        return ExitCode.OK;
    }
}

package io.breakwater.ops.command;

import picocli.CommandLine.Command;

/** What was decided, why, and whether the logs still say so. */
@Command(name = "audit", description = "Verifies logs, explains decisions, replays states, exports events.",
        subcommands = {
            AuditVerify.class, AuditViews.Explain.class, AuditViews.Replay.class, AuditViews.Doubled.class,
            AuditExport.class
        })
public final class AuditCommand extends CommandGroup {}

package io.breakwater.ops;

import io.breakwater.ops.cluster.ClusterCommand;
import io.breakwater.ops.command.AuditCommand;
import io.breakwater.ops.command.BackupCommand;
import io.breakwater.ops.command.CounterpartyCommand;
import io.breakwater.ops.command.DecideCommand;
import io.breakwater.ops.command.EngineProgram;
import io.breakwater.ops.command.FeedCommand;
import io.breakwater.ops.command.InstrumentCommand;
import io.breakwater.ops.command.LinkCommand;
import io.breakwater.ops.command.RegionCommand;
import io.breakwater.ops.command.MarginCommand;
import io.breakwater.ops.demo.DemoCommand;
import io.breakwater.ops.output.Format;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of the command line: options that every subcommand inherits, and the list of subcommands. */
@Command(
        name = "breakwater",
        version = "breakwater 0.1.0",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        description = {
            "Answers, before risk is taken, whether it may be taken,",
            "and proves afterwards every decision it took."
        },
        subcommands = {
            DemoCommand.class, EngineProgram.Node.class, CounterpartyCommand.class, InstrumentCommand.class,
            DecideCommand.class, MarginCommand.class, AuditCommand.class, FeedCommand.class, LinkCommand.class,
            RegionCommand.class,
            BackupCommand.class, ClusterCommand.class, EngineProgram.Restore.class, EngineProgram.Cassandra.class,
            EngineProgram.Journal.class, EngineProgram.Bench.class, EngineProgram.Campaign.class,
            AutoComplete.GenerateCompletion.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done", "1:refused, unknown, or a check failed", "2:the command line or a value cannot be read",
            "3:no node answered; whether it decided is unknown", "4:internal",
            "5:an audit found nothing wrong, but not every decision can be taken again"
        })
public final class BreakwaterCommand {
    /** Held: a logger that nobody holds forgets its level. */
    private static final Logger GRPC = Logger.getLogger("io.grpc");

    @Option(names = "--address", paramLabel = "HOST:PORT", defaultValue = "127.0.0.1:7400", scope = ScopeType.INHERIT,
            description = "Where the node listens (default: ${DEFAULT-VALUE}).")
    private String address;

    @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "table", scope = ScopeType.INHERIT,
            description = "How results are written: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Option(names = "--deadline", paramLabel = "SECONDS", defaultValue = "10", scope = ScopeType.INHERIT,
            description = "How long a call may take, 1 to 60 (default: ${DEFAULT-VALUE}).")
    private int deadlineSeconds;

    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        // Whatever a channel meets is told by the call that meets it.
        GRPC.setLevel(Level.OFF);
        System.exit(commandLine().execute(args));
    }

    /** The whole command line; tests give it writers of their own. */
    public static CommandLine commandLine() {
        CommandLine line = new CommandLine(new BreakwaterCommand());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler(new FaultReport());
        line.setParameterExceptionHandler(FaultReport::ofUsage);
        line.setUsageHelpAutoWidth(true);
        line.getSubcommands().values().stream()
                .filter(each -> each.getCommandSpec().userObject() instanceof EngineProgram)
                .forEach(program -> program.setUnmatchedOptionsArePositionalParams(true));
        return line;
    }

    /** host:port as the caller gave it. */
    public String address() {
        return address;
    }

    public Format format() {
        return format;
    }

    /** For each call; 1 to 60 s. */
    public Duration deadline() {
        if (deadlineSeconds < 1 || deadlineSeconds > 60) {
            throw new UsageFault("--deadline " + deadlineSeconds + " is not between 1 and 60 seconds");
        }
        return Duration.ofSeconds(deadlineSeconds);
    }

    /** Somebody watches: progress may be shown. */
    public boolean isTerminal() {
        return System.console() != null && System.console().isTerminal();
    }

    public PrintWriter out() {
        return spec.commandLine().getOut();
    }

    public PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** The root that a subcommand hangs from. */
    public static BreakwaterCommand of(CommandSpec leaf) {
        if (leaf.root().userObject() instanceof BreakwaterCommand root) {
            return root;
        }
        throw new ParameterException(leaf.commandLine(), "not a subcommand of breakwater");
    }
}

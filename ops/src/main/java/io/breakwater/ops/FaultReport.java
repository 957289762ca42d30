package io.breakwater.ops;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import io.breakwater.ops.output.Legible;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Says on stderr what went wrong, with the node's reason and numbers, and chooses the exit code. */
final class FaultReport implements CommandLine.IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception fault, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        return switch (fault) {
            case UsageFault usage -> say(err, ExitCode.USAGE, "error: " + usage.getMessage());
            case StatusRuntimeException status -> ofStatus(err, status, command);
            case FileSystemException file ->
                    say(err, ExitCode.USAGE, "error: " + file.getFile() + " cannot be used: " + file);
            case NodeFault node -> say(err, ExitCode.INTERNAL, "error: " + node.getMessage());
            default -> bug(err, fault);
        };
    }

    /** Says what is wrong first and last: the page of help would push it off the screen. */
    static int ofUsage(CommandLine.ParameterException fault, String[] args) {
        CommandLine command = fault.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("error: " + fault.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(fault, err);
        CommandLine.Help help = command.getHelp();
        err.print(help.synopsisHeading() + help.synopsis(help.synopsisHeadingLength()));
        return say(err, ExitCode.USAGE, "  see " + command.getCommandSpec().qualifiedName() + " --help");
    }

    private static int say(PrintWriter err, int code, String text) {
        err.println(text);
        err.flush();
        return code;
    }

    private static int bug(PrintWriter err, Exception fault) {
        fault.printStackTrace(err);
        return say(err, ExitCode.INTERNAL, "error: internal: " + fault);
    }

    private static int ofStatus(PrintWriter err, StatusRuntimeException fault, CommandLine command) {
        Status status = fault.getStatus();
        int code = isOfNoNode(fault) ? ExitCode.UNAVAILABLE : ExitCode.of(status.getCode());
        if (isOfNoNode(fault)) {
            err.println("error: what listens at " + addressOf(command) + " is no node (" + status.getDescription()
                    + ")\n  a node prints as it starts where it `listens on`");
        } else if (status.getCode() == Status.Code.UNAVAILABLE && !saysWhy(fault)) {
            err.println("error: no node answers at " + addressOf(command) + " (" + status.getDescription()
                    + ")\n  start one with `breakwater node`, or name another with --address host:port");
        } else {
            err.println("error: " + status.getCode() + ": " + Legible.text(String.valueOf(status.getDescription())));
            details(err, fault);
            err.println("  reasons are explained in docs/api/errors.md");
        }
        if (code == ExitCode.UNAVAILABLE) {
            again(err, command);
        }
        err.flush();
        return code;
    }

    /** Somebody answered in another protocol, which this side found out: nobody was asked anything. */
    private static boolean isOfNoNode(StatusRuntimeException fault) {
        return fault.getStatus().getCode() == Status.Code.INTERNAL && fault.getStatus().getCause() != null
                && !saysWhy(fault);
    }

    /** A node's own word has details; a broken connection has none. */
    private static boolean saysWhy(StatusRuntimeException fault) {
        com.google.rpc.Status status = StatusProto.fromThrowable(fault);
        return status != null && status.getDetailsCount() > 0;
    }

    private static void again(PrintWriter err, CommandLine command) {
        command.getCommandSpec().mixins().values().stream().map(CommandSpec::userObject)
                .filter(AskedAgain.class::isInstance).map(mixin -> ((AskedAgain) mixin).flags())
                .filter(flags -> !flags.isEmpty())
                .forEach(flags -> err.println("  asked again with " + flags + " it happens once"));
    }

    private static String addressOf(CommandLine command) {
        return command.getCommandSpec().root().userObject() instanceof BreakwaterCommand root ? root.address() : "?";
    }

    private static void details(PrintWriter err, StatusRuntimeException fault) {
        com.google.rpc.Status status = StatusProto.fromThrowable(fault);
        if (status == null) {
            return;
        }
        try {
            for (var detail : status.getDetailsList()) {
                if (detail.is(ErrorInfo.class)) {
                    ErrorInfo info = detail.unpack(ErrorInfo.class);
                    err.println("  reason: " + info.getReason());
                    Map<String, String> numbers = new TreeMap<>(info.getMetadataMap());
                    numbers.forEach((key, value) -> err.println("  " + key + ": " + Legible.text(value)));
                } else if (detail.is(BadRequest.class)) {
                    detail.unpack(BadRequest.class).getFieldViolationsList()
                            .forEach(at -> err.println(
                                    "  field " + at.getField() + ": " + Legible.text(at.getDescription())));
                }
            }
        } catch (InvalidProtocolBufferException e) {
            err.println("  (the node's error details cannot be read: " + e.getMessage() + ")");
        }
    }
}

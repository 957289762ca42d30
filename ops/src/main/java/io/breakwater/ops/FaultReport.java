package io.breakwater.ops;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.io.PrintWriter;
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
            case NodeFault node -> say(err, ExitCode.INTERNAL, "error: " + node.getMessage());
            default -> bug(err, fault);
        };
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
        int code = ExitCode.of(status.getCode());
        if (status.getCode() == Status.Code.UNAVAILABLE && !saysWhy(fault)) {
            err.println("error: no node answers at " + addressOf(command) + " (" + status.getDescription()
                    + ")\n  start one with `breakwater node`, or name another with --address host:port");
        } else {
            err.println("error: " + status.getCode() + ": " + status.getDescription());
            details(err, fault);
            err.println("  reasons are explained in docs/api/errors.md");
        }
        if (code == ExitCode.UNAVAILABLE) {
            again(err, command);
        }
        err.flush();
        return code;
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
                    numbers.forEach((key, value) -> err.println("  " + key + ": " + value));
                } else if (detail.is(BadRequest.class)) {
                    detail.unpack(BadRequest.class).getFieldViolationsList()
                            .forEach(at -> err.println("  field " + at.getField() + ": " + at.getDescription()));
                }
            }
        } catch (InvalidProtocolBufferException e) {
            err.println("  (the node's error details cannot be read: " + e.getMessage() + ")");
        }
    }
}

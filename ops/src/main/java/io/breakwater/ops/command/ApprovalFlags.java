package io.breakwater.ops.command;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import io.breakwater.ops.UsageFault;
import io.breakwater.v1.Approval;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Flags that say who has approved what loosens something. */
final class ApprovalFlags {
    private static final Pattern FORM = Pattern.compile("([^=]+)=([0-9a-f]{64})(?:@(.+))?");

    @Option(names = "--approve", paramLabel = "NAME=HASH[@TIME]",
            description = "Who has approved it, once each: HASH is what the refusal APPROVALS_MISSING names,"
                    + " TIME is ISO-8601 (default: when the request id was made).")
    private List<String> approvals = List.of();

    /** @param requestId when no time is said, so that a repeat says the same */
    List<Approval> approvals(String requestId) {
        return approvals.stream().map(said -> approval(said, requestId)).toList();
    }

    private static Approval approval(String said, String requestId) {
        Matcher form = FORM.matcher(said);
        if (!form.matches()) {
            throw new UsageFault("--approve " + said + " is not NAME=HASH or NAME=HASH@TIME, HASH in 64 hex digits");
        }
        return Approval.newBuilder().setApprover(form.group(1)).setChangeHash(form.group(2))
                .setApproveTime(form.group(3) == null ? Mutation.made(requestId) : time(form.group(3))).build();
    }

    private static Timestamp time(String said) {
        try {
            return Timestamps.fromMillis(Instant.parse(said).toEpochMilli());
        } catch (DateTimeException | ArithmeticException malformed) {
            throw new UsageFault("--approve … @" + said + " is not a time such as 2026-11-22T10:15:00Z");
        }
    }
}

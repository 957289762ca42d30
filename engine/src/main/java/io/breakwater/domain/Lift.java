package io.breakwater.domain;

import io.breakwater.domain.policy.ApprovalPolicy;
import io.breakwater.kernel.Unit;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * That one restriction is to hold no more: who lifts it, and who has approved that (I-07). It travels to other data
 * centers as it was decided; there it is a fact, and nobody judges its approvals again.
 *
 * @param by who lifts it and why
 * @param environment where it is decided: what is approved in one counts in no other
 * @param approvals at most {@link #MOST_APPROVALS}
 */
public record Lift(long restriction, String by, String environment, List<Approval> approvals) {

    public static final int MOST_APPROVALS = 8;
    /** So far the clock of whoever approves may be ahead. */
    public static final long MOST_AHEAD_MICROS = 5_000_000;

    /** What is wrong with approvals, in the order in which it is looked for. */
    public enum Fault {
        /** Two of them are by the same person. */
        APPROVAL_REPEATED,
        /** It names something else than this change. */
        APPROVAL_OF_ANOTHER_CHANGE,
        /** It is older than the policy allows, or not given yet. */
        APPROVAL_EXPIRED,
        /** There are fewer than the policy asks for. */
        APPROVALS_MISSING
    }

    /**
     * One fault with its numbers, for the refusal that is made of it.
     *
     * @param subject who, or the hash that approvals must name
     */
    public record Flaw(Fault fault, long limit, long current, long requested, Unit unit, String subject) {

        private static Flaw of(Fault fault, String subject) {
            return new Flaw(fault, 0, 0, 0, Unit.NONE, subject);
        }
    }

    public Lift {
        approvals = List.copyOf(approvals);
    }

    /**
     * Null where its approvals are good and as many as the policy asks for.
     *
     * @param scope whose restriction it is, by its resource name
     * @param lifted the restriction as it stands there
     */
    public Flaw flaw(String scope, Restriction lifted, Context context) {
        ApprovalPolicy policy = context.view().policy().approvals();
        if (approvals.isEmpty() && policy.lifts() == 0) {
            return null;
        }
        String change = changeHash(scope, lifted);
        Set<String> approvers = new TreeSet<>();
        for (Approval approval : approvals) {
            if (!approvers.add(approval.approver().toLowerCase(Locale.ROOT))) {
                return Flaw.of(Fault.APPROVAL_REPEATED, approval.approver());
            }
            if (!approval.changeHash().equals(change)) {
                return Flaw.of(Fault.APPROVAL_OF_ANOTHER_CHANGE, change);
            }
            Flaw late = late(approval, policy, context.nowMicros());
            if (late != null) {
                return late;
            }
        }
        return approvals.size() >= policy.lifts() ? null : new Flaw(
                Fault.APPROVALS_MISSING, policy.lifts(), 0, approvals.size(), Unit.APPROVALS, change);
    }

    private static Flaw late(Approval approval, ApprovalPolicy policy, long nowMicros) {
        long oldest = nowMicros - policy.maxAgeMicros();
        long latest = nowMicros + MOST_AHEAD_MICROS;
        if (approval.atMicros() >= oldest && approval.atMicros() <= latest) {
            return null;
        }
        return new Flaw(Fault.APPROVAL_EXPIRED, approval.atMicros() < oldest ? oldest : latest, nowMicros,
                approval.atMicros(), Unit.MICROS, approval.approver());
    }

    /**
     * SHA-256, in hex, over all that is lifted: each field as its length in bytes, a colon, its UTF-8 bytes and a
     * comma. The fields: {@code lift}, environment, scope, the restriction's id in 16 hex digits, its state, its end
     * (epoch micros; empty for none), source and reason.
     */
    public String changeHash(String scope, Restriction lifted) {
        long end = lifted.expiresAtMicros();
        return sha256("lift", environment, scope, HexFormat.of().toHexDigits(lifted.id()), lifted.state().name(),
                end == Long.MAX_VALUE ? "" : Long.toString(end), lifted.source(), lifted.reason());
    }

    private static String sha256(String... fields) {
        var bytes = new ByteArrayOutputStream();
        for (String field : fields) {
            byte[] content = field.getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes((content.length + ":").getBytes(StandardCharsets.US_ASCII));
            bytes.writeBytes(content);
            bytes.write(',');
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}

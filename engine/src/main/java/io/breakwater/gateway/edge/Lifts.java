package io.breakwater.gateway.edge;

import io.breakwater.domain.Approval;
import io.breakwater.domain.Lift;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads who lifts a restriction, why, and who has approved it. Whether that is enough is the domain's to say.
 *
 * @param environment of the node, which is part of what is approved
 */
public record Lifts(String environment) {
    private static final int HASH_DIGITS = 64;

    /**
     * @param restriction its id
     * @param by who lifts it and why
     * @throws RequestFault FIELD_MISSING, FIELD_INVALID, TIME_MALFORMED or TOO_MANY_ITEMS
     */
    public Lift read(long restriction, String by, List<io.breakwater.v1.Approval> approvals) {
        Fields.count("approvals", approvals.size(), 0, Lift.MOST_APPROVALS);
        List<Approval> read = new ArrayList<>();
        for (int i = 0; i < approvals.size(); i++) {
            read.add(approval("approvals[" + i + "]", approvals.get(i)));
        }
        return new Lift(restriction, by, environment, read);
    }

    private static Approval approval(String field, io.breakwater.v1.Approval wire) {
        if (!Caller.isName(wire.getApprover())) {
            throw Fields.invalid(field + ".approver", "1 to " + Caller.MAX_NAME + " of letters, digits and -_.@/:");
        }
        Fields.present(field + ".approve_time", wire.hasApproveTime());
        if (wire.getChangeHash().length() != HASH_DIGITS || !wire.getChangeHash().chars().allMatch(Lifts::isHex)) {
            throw Fields.invalid(field + ".change_hash", "must be " + HASH_DIGITS + " hex digits in lower case");
        }
        return new Approval(wire.getApprover(), Fields.micros(field + ".approve_time", wire.getApproveTime(), 0),
                wire.getChangeHash());
    }

    private static boolean isHex(int c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
    }
}

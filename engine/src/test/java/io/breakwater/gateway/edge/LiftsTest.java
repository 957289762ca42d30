package io.breakwater.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.Timestamp;
import io.breakwater.v1.Approval;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Approvals as callers write them: read, or refused by the field that is wrong. */
class LiftsTest {
    private static final Lifts LIFTS = new Lifts("uat");
    private static final Approval GOOD = Approval.newBuilder().setApprover("ada@risk").setChangeHash("0a".repeat(32))
            .setApproveTime(Timestamp.newBuilder().setSeconds(7)).build();

    private static String fault(Approval... approvals) {
        String[] fault = new String[1];
        assertThatExceptionOfType(RequestFault.class).isThrownBy(() -> LIFTS.read(5, "ops: over", List.of(approvals)))
                .satisfies(thrown -> fault[0] = thrown.reason() + " " + thrown.field());
        return fault[0];
    }

    @Test
    void whatIsWrittenIsRead() {
        assertThat(LIFTS.read(5, "ops: over", List.of(GOOD))).hasToString("Lift[restriction=5, by=ops: over, "
                + "environment=uat, approvals=[Approval[approver=ada@risk, atMicros=7000000, changeHash="
                + "0a".repeat(32) + "]]]");
        assertThat(LIFTS.read(5, "ops: over", List.of()).approvals()).isEmpty();
        assertThat(LIFTS.read(5, "ops: over", Collections.nCopies(8, GOOD)).approvals()).hasSize(8);
    }

    @ParameterizedTest(name = "[{0}]")
    @CsvSource({"''", "two words", "über", "'a,b'"})
    void whoNobodyIsCalled(String approver) {
        assertThat(fault(GOOD.toBuilder().setApprover(approver).build()))
                .isEqualTo("FIELD_INVALID approvals[0].approver");
    }

    @ParameterizedTest(name = "[{0}]")
    @CsvSource({"''", "0a", "0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A",
        "0g0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a"})
    void whatIsNoHash(String hash) {
        assertThat(fault(GOOD, GOOD.toBuilder().setChangeHash(hash).build()))
                .isEqualTo("FIELD_INVALID approvals[1].change_hash");
    }

    @Test
    void whatSaysNoTimeOrIsTooMuch() {
        assertThat(fault(GOOD.toBuilder().clearApproveTime().build()))
                .isEqualTo("FIELD_MISSING approvals[0].approve_time");
        assertThat(fault(GOOD.toBuilder().setApproveTime(Timestamp.newBuilder().setNanos(1)).build()))
                .isEqualTo("TIME_MALFORMED approvals[0].approve_time");
        assertThat(fault(GOOD.toBuilder().setApprover("x".repeat(65)).build()))
                .isEqualTo("FIELD_INVALID approvals[0].approver");
        assertThat(fault(Collections.nCopies(9, GOOD).toArray(Approval[]::new)))
                .isEqualTo("TOO_MANY_ITEMS approvals");
    }
}

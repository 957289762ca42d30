package io.breakwater.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.v1.DecideResponse;
import io.breakwater.v1.ItemOutcome;
import io.breakwater.v1.Refusal;
import io.breakwater.v1.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTest {

    @Test
    void countsOutcomesAndKeepsReceipts() {
        Tally tally = new Tally();
        tally.add(DecideResponse.newBuilder()
                .setRequestId("r1")
                .addOutcomes(ItemOutcome.newBuilder().setVerdict(Verdict.VERDICT_ACCEPTED))
                .addOutcomes(refused("COLLAR").setDecidedAtMicros(1))
                .addOutcomes(refused("COLLAR").setReplayed(true))
                .addOutcomes(refused("MARGIN").setDecidedAtMicros(1))
                .addOutcomes(refused("REQUEST_ID_REUSED"))
                .addOutcomes(ItemOutcome.newBuilder().setVerdict(Verdict.VERDICT_THROTTLED))
                .build());
        assertThat(tally.decisions()).isEqualTo(6);
        assertThat(tally.accepted()).isEqualTo(1);
        assertThat(tally.refused()).isEqualTo(3);
        assertThat(tally.acknowledged()).isEqualTo(4);
        assertThat(tally.refusedByReason()).isEqualTo(Map.of("COLLAR", 2L, "MARGIN", 1L,
                "REQUEST_ID_REUSED", 1L, "THROTTLED", 1L));
        assertThat(tally.reasons()).startsWith("COLLAR 2");
        assertThat(tally.receipts().getFirst().getVerdicts().toByteArray()).as("what no log can hold is not compared")
                .containsExactly(1, 2, 2, 2, 0, 0);
    }

    private static ItemOutcome.Builder refused(String code) {
        return ItemOutcome.newBuilder()
                .setVerdict(Verdict.VERDICT_REFUSED).setRefusal(Refusal.newBuilder().setCode(code));
    }

    @Test
    void reportsExactlyTheDocumentedKeys() throws IOException {
        String json = new DemoReport(9, 5, 4, Map.of("COLLAR", 4L), 9, 0, 1_500, 20, 0, 9, 0).json();
        List<String> keys = new ArrayList<>();
        new ObjectMapper().readTree(json).fieldNames().forEachRemaining(keys::add);
        assertThat(keys).containsExactly("decisions", "accepted", "refused", "refusedByReason", "acknowledged", "lost",
                "recoveredMillis", "auditedEvents", "chainBroken", "retaken", "mismatches");
        assertThat(json).doesNotContain("\n");
    }

    @Test
    void reportsTheSameAndMoreOfTwoDataCenters() throws IOException {
        DemoReport one = new DemoReport(9, 5, 4, Map.of("COLLAR", 4L), 9, 0, 1_500, 20, 0, 9, 0);
        DemoReport other = new DemoReport(3, 1, 2, Map.of("COLLAR", 1L, "LOSS", 1L), 3, 0, 0, 7, 0, 3, 0);
        SitesReport report = new SitesReport(one.plus(other), 2, 900, 8, 41, 60, 59, 0, 0, 4, 300, 400, 500);
        JsonNode json = new ObjectMapper().readTree(report.json());
        List<String> keys = new ArrayList<>();
        json.fieldNames().forEachRemaining(keys::add);
        assertThat(keys).containsExactly("decisions", "accepted", "refused", "refusedByReason", "acknowledged", "lost",
                "recoveredMillis", "auditedEvents", "chainBroken", "retaken", "mismatches", "dataCenters", "cutMillis",
                "decidedInCut", "limits", "capOrders", "mostOrders", "overLimit", "beyondWindow", "rpoDecisions",
                "rpoMillis", "rtoMillis", "backMillis");
        assertThat(json.path("decisions").asLong()).isEqualTo(12);
        assertThat(json.path("recoveredMillis").asLong()).isEqualTo(1_500);
        assertThat(json.path("refusedByReason").path("COLLAR").asLong()).isEqualTo(5);
    }

    @Test
    void findsTheAddressInTheLineOfTheNode() {
        assertThat(NodeProcess.value("breakwater node ready address=127.0.0.1:4711 data=/d jdk=25 pid=7", "address"))
                .isEqualTo("127.0.0.1:4711");
    }
}

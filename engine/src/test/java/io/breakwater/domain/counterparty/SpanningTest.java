package io.breakwater.domain.counterparty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every rule says how it spans data centers, and the page says the same. */
class SpanningTest {

    @Test
    void thePageListsEveryRuleAndHowItSpansDataCenters() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("breakwater.root"), "docs", "regions.md"));
        List<String> rows = page.substring(page.indexOf("## How each rule")).lines()
                .filter(line -> line.startsWith("| `")).toList();
        assertThat(rows).containsExactly(Arrays.stream(CounterpartyRules.values())
                .map(rule -> "| `" + rule + "` | " + rule.spanning() + " |").toArray(String[]::new));
    }

    @Test
    void capsAboveAreTheOnesThatMoveByDemand() {
        assertThat(Arrays.stream(CounterpartyRules.values()).filter(rule -> rule.spanning() == Spanning.ESCROW))
                .containsExactly(CounterpartyRules.ALLOWANCE);
    }
}

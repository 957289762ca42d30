package io.breakwater.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.counterparty.CounterpartyRejection;
import io.breakwater.domain.instrument.InstrumentRejection;
import io.breakwater.domain.scope.ScopeRejection;
import io.breakwater.domain.span.SpanRejection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What callers read about reasons is what the node says: every row, in the node's order. */
class DocumentedReasonsTest {
    private static final Path DOCS = Path.of(System.getProperty("breakwater.root"), "docs", "api");

    private static List<String[]> rows(String page, String heading) throws IOException {
        String text = Files.readString(DOCS.resolve(page));
        int from = heading.isEmpty() ? 0 : text.indexOf("\n" + heading + "\n");
        assertThat(from).as(heading).isNotNegative();
        int end = text.indexOf("\n## ", from + heading.length() + 2);
        return text.substring(from, end < 0 ? text.length() : end).lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.replace("`", "").split("\\s*\\|\\s*"))
                .toList();
    }

    private static List<String> codes(String heading) throws IOException {
        return rows("refusals.md", heading).stream().map(row -> row[1]).toList();
    }

    private static List<String> allButNone(Enum<?>[] codes) {
        return Arrays.stream(codes).map(Enum::name).filter(code -> !code.equals("NONE")).toList();
    }

    @Test
    void errorsListsEveryReasonWithItsStatus() throws IOException {
        List<String> documented = rows("errors.md", "").stream().map(row -> row[1] + " " + row[2]).toList();
        assertThat(documented).containsExactly(Arrays.stream(ErrorReason.values())
                .map(reason -> reason + " " + reason.status()).toArray(String[]::new));
    }

    @Test
    void refusalsListsEveryCodeInTheOrderOfTheRules() throws IOException {
        assertThat(codes("## Counterparties")).isEqualTo(allButNone(CounterpartyRejection.Code.values()));
        assertThat(codes("## Instruments")).isEqualTo(allButNone(InstrumentRejection.Code.values()));
        assertThat(codes("## Firms, groups and other scopes")).isEqualTo(allButNone(ScopeRejection.Code.values()));
        assertThat(codes("## Limits over data centers")).isEqualTo(allButNone(SpanRejection.Code.values()));
    }

    @Test
    void theStatusOfARefusedCallFollowsTheFormOfItsCode() {
        assertThat(RuleStatus.of("UNKNOWN_ACCOUNT").name()).isEqualTo("NOT_FOUND");
        assertThat(RuleStatus.of("ACCOUNT_EXISTS").name()).isEqualTo("ALREADY_EXISTS");
        assertThat(RuleStatus.of("REQUEST_ID_REUSED").name()).isEqualTo("ABORTED");
        assertThat(RuleStatus.of("SUBMIT_RATE").name()).isEqualTo("RESOURCE_EXHAUSTED");
        assertThat(RuleStatus.of("MARGIN").name()).isEqualTo("FAILED_PRECONDITION");
    }
}

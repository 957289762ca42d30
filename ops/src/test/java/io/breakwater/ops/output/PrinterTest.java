package io.breakwater.ops.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.v1.Counterparty;
import io.breakwater.v1.Exposure;
import io.breakwater.v1.TradingState;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrinterTest {
    private static final Counterparty ACME = Counterparty.newBuilder()
            .setName("counterparties/acme")
            .setDisplayName("Acme, \"the\" fund")
            .setTradingState(TradingState.TRADING_STATE_HALTED)
            .setExposure(Exposure.newBuilder().setGrossNotionalUsd("12.50"))
            .build();
    private static final Counterparty B = Counterparty.newBuilder().setName("counterparties/b").build();
    private static final String[] COLUMNS = {"name", "display_name", "trading_state", "exposure.gross_notional_usd"};

    private final StringWriter text = new StringWriter();

    @Test
    void writesTables() {
        printer(Format.table).list(List.of(ACME, B), COLUMNS);
        assertThat(text.toString()).isEqualToNormalizingNewlines("""
                NAME                 DISPLAY NAME      TRADING STATE  EXPOSURE.GROSS NOTIONAL USD
                counterparties/acme  Acme, "the" fund  HALTED         12.50
                counterparties/b                       UNSPECIFIED
                """);
    }

    /** Names, reasons and sources are callers' own: none of them may clear a screen or add a row to a table. */
    @Test
    void writesWhatWouldCommandATerminalSoThatItIsRead() {
        Counterparty hostile = B.toBuilder()
                .setDisplayName("\u001b[2J\nb \u0085\u009b\u202eevil \u2028株式会社 \uD83D\uDE80").build();
        printer(Format.table).list(List.of(hostile), "name", "display_name");
        assertThat(text.toString()).isEqualToNormalizingNewlines("""
                NAME              DISPLAY NAME
                counterparties/b  \\u001B[2J\\u000Ab \\u0085\\u009B\\u202Eevil \\u2028株式会社 \uD83D\uDE80
                """);
        text.getBuffer().setLength(0);
        printer(Format.table).one(hostile);
        assertThat(text.toString()).contains("\\u001B[2J").doesNotContain("\u001b");
    }

    @Test
    void writesCsvWithQuotes() {
        printer(Format.csv).list(List.of(ACME), COLUMNS);
        assertThat(text.toString()).isEqualTo("""
                name,display_name,trading_state,exposure.gross_notional_usd
                counterparties/acme,"Acme, ""the"" fund",HALTED,12.50
                """);
    }

    @Test
    void writesJsonArraysThatNameEveryField() {
        printer(Format.json).list(List.of(ACME, B), COLUMNS);
        assertThat(text.toString()).startsWith("[{").endsWith("}]" + System.lineSeparator())
                .contains("\"displayName\": \"Acme, \\\"the\\\" fund\"", "\"grossNotionalUsd\": \"12.50\"");
    }

    @Test
    void writesOneMessageFieldByField() {
        printer(Format.csv).one(ACME);
        assertThat(text.toString()).contains("field,value\n", "trading_state,HALTED\n",
                "exposure.gross_notional_usd,12.50\n");
    }

    @Test
    void saysToAPersonWhyThereIsNothingAndNotToAProgram() {
        printer(Format.table).nothing(ACME, "nothing was fenced", COLUMNS);
        assertThat(text.toString()).isEqualToNormalizingNewlines("nothing was fenced\n");
        text.getBuffer().setLength(0);
        printer(Format.csv).nothing(ACME, "nothing was fenced", COLUMNS);
        assertThat(text.toString()).isEqualTo("name,display_name,trading_state,exposure.gross_notional_usd\n");
        text.getBuffer().setLength(0);
        printer(Format.json).nothing(ACME, "nothing was fenced", COLUMNS);
        assertThat(text.toString()).startsWith("{").contains("counterparties/acme").doesNotContain("fenced");
    }

    @Test
    void leavesOutEmptyColumnsOfTables() {
        printer(Format.table).list(List.of(B), COLUMNS);
        assertThat(text.toString()).startsWith("NAME              TRADING STATE").doesNotContain("DISPLAY");
    }

    @Test
    void writesEmptyListsInEveryFormat() {
        printer(Format.json).list(List.of(), COLUMNS);
        assertThat(text.toString().strip()).isEqualTo("[]");
    }

    private Printer printer(Format format) {
        return new Printer(new PrintWriter(text), format);
    }
}

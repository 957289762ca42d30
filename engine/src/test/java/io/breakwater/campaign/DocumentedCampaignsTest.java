package io.breakwater.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.architecture.DocumentedLines;
import io.breakwater.simulation.EscrowCampaign;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every line of the docs that runs a campaign of this module is one that it can read. */
class DocumentedCampaignsTest {

    static List<String> commands() {
        return DocumentedLines.of("campaign (parsers|escrow)");
    }

    private static Object read(String command) {
        List<String> words = List.of(command.split(" "));
        List<String> behind = words.subList(1, words.size());
        return behind.getFirst().equals("escrow")
                ? EscrowCampaign.parsed(behind) : CampaignMain.parsed(behind.toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void canBeRead(String command) {
        assertThat(read(command)).isNotNull();
    }

    @Test
    void areOfEachKind() {
        assertThat(commands()).map(line -> line.split(" ")[1]).contains("parsers", "escrow");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "campaign parsers --input 1", "campaign parsers --inputs many", "campaign escrow --seeds", "campaign escrow --seed 1",
        "campaign escrow --seeds 0",
    })
    void whatCannotBeReadIsCaught(String command) {
        assertThat(read(command)).isNull();
    }
}

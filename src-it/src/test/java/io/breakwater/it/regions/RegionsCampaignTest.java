package io.breakwater.it.regions;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.architecture.DocumentedLines;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a campaign on data centers can be told. */
class RegionsCampaignTest {

    static List<String> documented() {
        return DocumentedLines.of("campaign regions");
    }

    private static RegionsCampaign.Asked read(String command) {
        List<String> words = List.of(command.split(" "));
        return RegionsCampaign.parsed(words.subList(1, words.size()));
    }

    @ParameterizedTest
    @MethodSource("documented")
    void aLineOfTheDocsCanBeRead(String command) {
        assertThat(read(command)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"campaign regions --round 3", "campaign regions --rounds 0", "campaign regions --seed x"})
    void whatCannotBeReadIsCaught(String command) {
        assertThat(read(command)).isNull();
    }
}

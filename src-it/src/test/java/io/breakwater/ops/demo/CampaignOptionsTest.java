package io.breakwater.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.architecture.DocumentedLines;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a campaign cannot begin with is said before anything is started. */
class CampaignOptionsTest {
    private static final int KINDS = ClusterFault.values().length;

    private static CampaignOptions parsed(String line, String whyNoCables) throws CampaignOptions.Fault {
        return CampaignOptions.parse(List.of(line.split(" ")), () -> whyNoCables);
    }

    static List<String> documented() {
        return DocumentedLines.of("campaign cluster").stream().map(line -> line.substring("campaign ".length())).toList();
    }

    @ParameterizedTest
    @MethodSource("documented")
    void aLineOfTheDocsCanBeRead(String line) throws CampaignOptions.Fault {
        assertThat(parsed(line, "").kinds()).isNotEmpty();
    }

    @Test
    void eachKindTwiceUnlessToldOtherwise() throws CampaignOptions.Fault {
        assertThat(parsed("cluster", "")).satisfies(options -> {
            assertThat(options.kinds()).containsExactly(ClusterFault.values());
            assertThat(options.rounds()).isEqualTo(2 * KINDS);
            assertThat(options.seed()).isEqualTo(1);
            assertThat(options.leftOut()).isEmpty();
        });
        assertThat(parsed("cluster --kinds KILLED,UNPLUGGED --rounds 2 --seed 7 --json", "")).satisfies(options -> {
            assertThat(options.kinds()).containsExactly(ClusterFault.KILLED, ClusterFault.UNPLUGGED);
            assertThat(options.again()).isEqualTo(
                    "breakwater campaign cluster --rounds 2 --seed 7 --cassandra 1 --kinds KILLED,UNPLUGGED");
        });
    }

    @Test
    void whatTheMachineDoesNotAllowIsLeftOutWithTheReason() throws CampaignOptions.Fault {
        CampaignOptions options = parsed("cluster", "Operation not permitted");
        assertThat(options.leftOut()).containsOnlyKeys(ClusterFault.UNPLUGGED, ClusterFault.UNPLUGGED_SHORTLY)
                .containsValue("Operation not permitted");
        assertThat(options.kinds()).hasSize(KINDS - 2).doesNotContain(ClusterFault.UNPLUGGED);
        assertThat(parsed("cluster --cassandra 3", "").leftOut()).containsOnlyKeys(
                ClusterFault.UNPLUGGED, ClusterFault.UNPLUGGED_SHORTLY, ClusterFault.ANSWERS_LOST);
    }

    @Test
    void fewerRoundsThanKindsAreRefused() throws CampaignOptions.Fault {
        assertThat(parsed("cluster --rounds " + KINDS, "").rounds()).isEqualTo(KINDS);
        assertThatThrownBy(() -> parsed("cluster --rounds " + (KINDS - 1), ""))
                .hasMessageContaining("--rounds is " + (KINDS - 1)).hasMessageContaining("give it " + KINDS)
                .hasMessageContaining("KILLED,RESTARTED_AT_ONCE").hasMessageContaining("usage: breakwater campaign");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "cluster --rounds 0 | --rounds is 0; set it between 1 and 100000",
        "cluster --rounds many | --rounds is many; set it between",
        "cluster --rounds | --rounds has no value",
        "cluster --seed -1 | --seed is -1; set it between",
        "cluster --cassandra 2 | give it 1 or 3",
        "cluster --cassandra 4 | set it between 1 and 3",
        "cluster --kinds KILLED,BURNT | --kinds has BURNT; choose of KILLED",
        "cluster --kinds UNPLUGGED | which cannot be injected: no root; take it out",
        "cluster --kinds ANSWERS_LOST --cassandra 3 | with --cassandra 3; take it out",
        "cluster --round 3 | --round is no flag",
        "cluster KILLED | KILLED is no flag",
    })
    void whatCannotBeMeantIsNamedWithItsRemedy(String line, String remedy) {
        assertThatThrownBy(() -> parsed(line, "no root")).isInstanceOf(CampaignOptions.Fault.class)
                .hasMessageContaining(remedy);
    }
}

package io.breakwater.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.feed.Fault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A slice of the campaign in every build. */
class ParserCampaignTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_121})
    void noInputBreaksAParser(long seed) {
        ParserCampaign.Result result = ParserCampaign.run(seed, 30_000);
        assertThat(result.good()).as("good input is still good").isGreaterThan(5_000);
        assertThat(result.facts()).as("of drop copies").isGreaterThan(500);
        assertThat(result.faults()).containsKeys(Fault.MALFORMED, Fault.TRUNCATED, Fault.NOT_A_NUMBER, Fault.NEGATIVE,
                Fault.ZERO, Fault.CROSSED, Fault.FUTURE, Fault.PAST, Fault.OVERFLOW, Fault.UNKNOWN);
        assertThat(ParserCampaign.run(seed, 3_000)).as("the same seed, the same search")
                .isEqualTo(ParserCampaign.run(seed, 3_000));
    }
}

package io.breakwater.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.TakesLong;
import io.breakwater.simulation.Simulation.Result;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Histories of two to five data centers under every fault, and the flaws that they have to find. It takes longest. */
@Order(TakesLong.FIRST - 1)
class SimulationTest {
    /** What a flaw has to be found within as well. */
    private static final long SEEDS = 2_000;
    /** Refused although the rights were on this side of the cut, of all that was asked. */
    private static final long MOST_FALSE_REFUSALS_PERCENT = 15;

    @Test
    void nothingUnsafeHappensAndEverythingComesRight() throws Exception {
        Campaign campaign = Campaign.run(1, SEEDS);
        System.out.println(campaign.json());
        assertThat(campaign.violations()).isEmpty();
        assertThat(campaign.neverInjected()).isEmpty();
        assertThat(campaign.histories()).isEqualTo(SEEDS);
        assertThat(campaign.slowestRestrictionMicros()).as("restrictions were heard of").isPositive();
        assertThat(campaign.falseRefusalPercent()).isLessThanOrEqualTo(MOST_FALSE_REFUSALS_PERCENT);
    }

    @Test
    void oneSeedIsOneHistory() {
        for (long seed = 1; seed <= 10; seed++) {
            Result once = Simulation.run(seed, Flaw.NONE);
            Result again = Simulation.run(seed, Flaw.NONE);
            assertThat(again).isEqualTo(once);
            assertThat(Simulation.run(seed + 1, Flaw.NONE).trace()).isNotEqualTo(once.trace());
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aFlawIsFound(Flaw flaw) throws Exception {
        Campaign hunt = Campaign.hunt(flaw, 1, SEEDS);
        assertThat(hunt.violations()).as(flaw + " after " + hunt.histories()).isNotEmpty();
        System.out.println(flaw + " found after " + hunt.histories() + ": "
                + hunt.violations().getFirst().lines().findFirst().orElseThrow());
    }
}

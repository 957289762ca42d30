package io.breakwater.link.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rule of leases in virtual time: nobody is fenced who still holds one, and who is gone is fenced in the end. */
class LeaseModelTest {
    private static final long HISTORIES = 400;

    @Test
    void nobodyIsFencedWhoHoldsALease() {
        long fences = 0;
        long returns = 0;
        long zombies = 0;
        long openWrites = 0;
        for (long seed = 1; seed <= HISTORIES; seed++) {
            LeaseModel.Outcome outcome = new LeaseModel(seed, LeaseModel.Flaw.NONE).run();
            assertThat(outcome.violation()).as("seed " + seed).isEmpty();
            fences += outcome.fences();
            returns += outcome.returns();
            zombies += outcome.zombies();
            openWrites += outcome.openWrites();
        }
        assertThat(fences).as("fences").isGreaterThan(HISTORIES / 4);
        assertThat(returns).as("returns").isGreaterThan(HISTORIES / 8);
        assertThat(zombies).as("rounds of one that was fenced").isGreaterThan(HISTORIES);
        assertThat(openWrites).as("writes whose outcome was not told").isGreaterThan(HISTORIES);
    }

    @Test
    void oneSeedIsOneHistory() {
        LeaseModel.Outcome once = new LeaseModel(7, LeaseModel.Flaw.NONE).run();
        assertThat(new LeaseModel(7, LeaseModel.Flaw.NONE).run()).isEqualTo(once);
        assertThat(new LeaseModel(8, LeaseModel.Flaw.NONE).run().trace()).isNotEqualTo(once.trace());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aFlawIsFound(LeaseModel.Flaw flaw) {
        String found = "";
        for (long seed = 1; found.isEmpty() && seed <= HISTORIES; seed++) {
            found = new LeaseModel(seed, flaw).run().violation();
        }
        assertThat(found).as(flaw.toString()).isNotEmpty();
    }
}

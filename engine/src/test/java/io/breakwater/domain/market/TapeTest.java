package io.breakwater.domain.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.policy.ApprovalPolicy;
import io.breakwater.domain.policy.MarginPolicy;
import io.breakwater.domain.policy.Policy;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Outcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the tape makes of what it is told, by what it shows already. */
class TapeTest {

    private static Policy policy(long version, int collarBps) {
        return new Policy(version, 1, 1, collarBps, 1, 1, 1, 0, 1, 1, 1, 1, 1, MarginPolicy.DEFAULT,
                ApprovalPolicy.DEFAULT);
    }

    /** Nodes that are set up differently do not take turns. */
    @ParameterizedTest
    @CsvSource({
        "4, 300, taken", "9, 200, taken",
        "3, 200, ACCEPTED",
        "3, 300, UNKNOWN", "2, 200, UNKNOWN", "1, 300, UNKNOWN",
    })
    void aPolicyGivesWayToAHigherVersionOnly(long version, int collarBps, String becomes) {
        MarketView shown = MarketView.EMPTY.apply(new TapeEvent.PolicyObserved(policy(3, 200)));
        Decision<TapeEvent> decision = new Tape().decide(
                shown, new TapeEvent.PolicyObserved(policy(version, collarBps)), null, null);
        String made = switch (decision) {
            case Decision.Taken<TapeEvent> _ -> "taken";
            case Decision.Answered<TapeEvent>(Outcome outcome) -> outcome.verdict().name();
        };
        assertThat(made).isEqualTo(becomes);
    }
}

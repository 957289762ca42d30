package io.breakwater.domain.counterparty;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What stands for what: an isolated account's money for its own positions and nothing else, and nothing else for them.
 * Each row is played with {@code away} isolated and with it sharing, and both accounts have a hundred dollars.
 */
class IsolatedTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "  | buy 10 perp @ 100 in away | accepted | accepted",
        "  | buy 11 perp @ 100 in away | MARGIN limit 100 current 0 requested 110 USD | accepted",
        "  | buy 11 perp @ 100 | MARGIN limit 100 current 0 requested 110 USD | accepted",
        "  | buy 21 perp @ 100 | MARGIN limit 100 current 0 requested 210 USD"
                + " | MARGIN limit 200 current 0 requested 210 USD",
        "position +10 perp @ 100 in away; mark perp 99 | buy 1 perp @ 99 in away"
                + " | MARGIN limit 90 current 99 requested 108.9 USD | accepted",
        "position +10 perp @ 100 in away; mark perp 50 | buy 20 perp @ 50 | accepted"
                + " | MARGIN limit -300 current 50 requested 150 USD",
        "position +10 perp @ 100; mark perp 50 | buy 20 perp @ 50 in away | accepted"
                + " | MARGIN limit -300 current 50 requested 150 USD",
        "position +10 perp @ 100 in away; mark perp 50 | sell 10 perp @ 50 in away | accepted | accepted",
    })
    void eachCoversItsOwn(String given, String when, String isolated, String shared) {
        assertThat(played(MarginMode.ISOLATED, given, when)).isEqualTo(isolated);
        assertThat(played(MarginMode.CROSS, given, when)).isEqualTo(shared);
    }

    private static String played(MarginMode away, String given, String when) {
        Story story = new Story(Desk.open(MarginMode.CROSS, "USD", away, "USD"));
        story.given("withdraw 999900 USD; withdraw 999900 USD from away; " + (given == null ? "" : given));
        return story.when(when);
    }
}

package io.breakwater.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Cables that are pulled and plugged in; skipped, with the reason, where this machine allows no namespaces. */
class NamespacesTest {
    private static final int PULLED_SECONDS = 3;
    private static final int MOST_SECONDS = 60;

    private static Namespaces opened() {
        try {
            return Namespaces.open(2);
        } catch (Namespaces.Refused refused) {
            return abort("no network namespaces here: " + refused.getMessage());
        }
    }

    @Test
    void aPulledCableLeavesPacketsUnansweredAndNothingIsLeftInTheEnd() throws Exception {
        List<String> ours;
        try (Namespaces two = opened()) {
            ours = Namespaces.left().stream().filter(name -> name.startsWith(two.bridge())).toList();
            assertThat(ours).as("bridge and two ends").hasSizeGreaterThanOrEqualTo(3);
            two.pull(0);
            assertThat(two.isReached(1, two.address(0), PULLED_SECONDS)).as("from the other").isFalse();
            assertThat(two.isReached(0, two.host(), PULLED_SECONDS)).as("out of it").isFalse();
            assertThat(two.isReached(1, two.host(), MOST_SECONDS)).as("past it").isTrue();
            two.plug(0);
            assertThat(two.isReached(1, two.address(0), MOST_SECONDS)).isTrue();
        }
        assertThat(Namespaces.left()).doesNotContainAnyElementsOf(ours);
    }
}

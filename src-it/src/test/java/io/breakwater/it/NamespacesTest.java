package io.breakwater.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Cables that are pulled and plugged in; skipped, with the reason, where this machine allows no namespaces. */
class NamespacesTest {
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
            assertThat(two.isReached(1, two.address(0))).as("from the other").isFalse();
            assertThat(two.isReached(0, two.host())).as("out of it").isFalse();
            assertThat(two.isReached(1, two.host())).as("past it").isTrue();
            two.plug(0);
            assertThat(two.isReached(1, two.address(0))).isTrue();
        }
        assertThat(Namespaces.left()).doesNotContainAnyElementsOf(ours);
    }
}

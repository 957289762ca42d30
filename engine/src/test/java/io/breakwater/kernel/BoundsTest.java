package io.breakwater.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;

class BoundsTest {
    @Test
    void answersWhatIsWithinTheBound() {
        assertThat(Bounds.atMost("items", 4, 4)).isEqualTo(4);
    }

    @Test
    void saysWhatIsBeyondIt() {
        BoundExceeded beyond = catchThrowableOfType(BoundExceeded.class, () -> Bounds.atMost("items", 5L, 4L));
        assertThat(beyond.name()).isEqualTo("items");
        assertThat(beyond.value()).isEqualTo(5);
        assertThat(beyond.most()).isEqualTo(4);
        assertThat(beyond).hasMessage("items is 5, at most 4");
    }

    @Test
    void invariantsSayTheirSentence() {
        Invariants.check(true, "holds");
        assertThatThrownBy(() -> Invariants.check(false, () -> "a bug")).isInstanceOf(BrokenInvariant.class)
                .hasMessage("a bug");
    }
}

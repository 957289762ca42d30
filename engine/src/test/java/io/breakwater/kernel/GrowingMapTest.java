package io.breakwater.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GrowingMapTest {
    private static final int KEYS = 300;

    /** Any version may grow at any time, by new keys and by old ones; none may see what another put behind its end. */
    @Test
    void keepsEveryVersionAsItWas() {
        SplittableRandom random = new SplittableRandom(7);
        List<GrowingMap<Integer>> versions = new ArrayList<>(List.of(GrowingMap.empty()));
        List<LongMap<Integer>> twins = new ArrayList<>(List.of(LongMap.empty()));
        for (int i = 0; i < 2_000; i++) {
            int from = random.nextInt(8) == 0 ? random.nextInt(versions.size()) : versions.size() - 1;
            long key = random.nextInt(KEYS) - KEYS / 2;
            versions.add(versions.get(from).put(key, i));
            twins.add(twins.get(from).put(key, i));
        }
        for (int i = 0; i < versions.size(); i++) {
            assertThat(versions.get(i).toLongMap()).isEqualTo(twins.get(i));
            assertThat(versions.get(i).size()).isEqualTo(twins.get(i).size());
            for (long key = -KEYS; key < KEYS; key++) {
                assertThat(versions.get(i).get(key)).isEqualTo(twins.get(i).get(key));
            }
        }
    }

    @Test
    void equalContentIsEqualHoweverItCameAbout() {
        GrowingMap<String> one = GrowingMap.<String>empty().put(1, "x").put(2, "b").put(1, "a");
        GrowingMap<String> other = GrowingMap.<String>empty().put(2, "b").put(1, "a");
        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).hasToString("{1=a, 2=b}");
        assertThat(one).isNotEqualTo(other.put(3, "c"));
    }

    @Test
    void holdsNoNulls() {
        assertThatThrownBy(() -> GrowingMap.empty().put(1, null)).isInstanceOf(NullPointerException.class);
    }
}

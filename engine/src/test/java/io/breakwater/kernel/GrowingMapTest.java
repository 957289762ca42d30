package io.breakwater.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class GrowingMapTest {
    private static final int KEYS = 300;
    private static final int GROWN = 20_000;

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

    /** Nobody looked while it grew: the index comes later, and goes on where it ended. */
    @Test
    void findsWhatWasPutWithoutLooking() {
        List<GrowingMap<Integer>> versions = new ArrayList<>(List.of(GrowingMap.empty()));
        for (int i = 0; i < 1_000; i++) {
            versions.add(versions.getLast().putNew(7L * i, i));
        }
        for (int version : new int[] {3, 700, 20, 1_000, 0, 999}) {
            GrowingMap<Integer> map = versions.get(version);
            assertThat(map.size()).isEqualTo(version);
            for (int i = 0; i < 1_000; i++) {
                assertThat(map.get(7L * i)).isEqualTo(i < version ? i : null);
                assertThat(map.containsKey(7L * i + 1)).isFalse();
            }
        }
        assertThat(versions.get(500).put(7, -1).get(7)).isEqualTo(-1);
        assertThat(versions.get(501).get(7)).isEqualTo(1);
    }

    /** A version is read by others while its owner goes on. */
    @Test
    void isReadWhileItGrows() throws InterruptedException {
        AtomicReference<GrowingMap<Integer>> newest = new AtomicReference<>(GrowingMap.empty());
        AtomicReference<String> wrong = new AtomicReference<>();
        Thread reader = Thread.ofPlatform().start(() -> {
            for (GrowingMap<Integer> seen = newest.get(); seen.size() < GROWN; seen = newest.get()) {
                int last = seen.size() - 1;
                if (last >= 0 && !Integer.valueOf(last).equals(seen.get(last)) || seen.containsKey(last + 1)) {
                    wrong.set("of " + seen.size() + " the last is " + seen.get(last));
                }
            }
        });
        for (int i = 0; i < GROWN; i++) {
            newest.set(newest.get().putNew(i, i));
        }
        reader.join();
        assertThat(wrong).hasNullValue();
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

package io.breakwater.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongMapTest {
    /** Random puts and removes over few keys, so that nodes split and join often, agree with a HashMap. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithItsNaiveTwin(long seed) {
        var random = new SplittableRandom(seed);
        var twin = new HashMap<Long, Integer>();
        LongMap<Integer> map = LongMap.empty();
        int range = 4 << (2 * (int) seed);
        for (int step = 0; step < 20_000; step++) {
            long key = random.nextInt(range) - range / 2;
            LongMap<Integer> before = map;
            if (random.nextInt(100) < 55) {
                map = map.put(key, step);
                twin.put(key, step);
            } else {
                map = map.remove(key);
                assertThat(map == before).isEqualTo(twin.remove(key) == null);
            }
            assertThat(map.get(key)).isEqualTo(twin.get(key));
            assertThat(map.size()).isEqualTo(twin.size());
        }
        assertSame(map, twin);
        assertThat(rebuilt(twin, random)).isEqualTo(map).hasSameHashCodeAs(map);
    }

    private static void assertSame(LongMap<Integer> map, Map<Long, Integer> twin) {
        var seen = new HashMap<Long, Integer>();
        map.forEach((key, value) -> assertThat(seen.put(key, value)).isNull());
        assertThat(seen).isEqualTo(twin);
        assertThat(map.sortedKeys()).isSorted().hasSize(twin.size());
    }

    private static LongMap<Integer> rebuilt(Map<Long, Integer> twin, SplittableRandom random) {
        List<Long> keys = new ArrayList<>(twin.keySet());
        Collections.shuffle(keys, new Random(random.nextLong()));
        LongMap.Builder<Integer> builder = LongMap.builder();
        keys.forEach(key -> builder.put(key, twin.get(key)));
        return builder.build();
    }

    /** Content alone decides structure: adding strangers and taking them out again leaves the same trie. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 31, 33, 1_000, 5_000})
    void isCanonical(int size) {
        LongMap<Integer> straight = LongMap.empty();
        LongMap<Integer> detour = LongMap.empty();
        for (int i = 0; i < size; i++) {
            straight = straight.put(i, i);
            detour = detour.put(size - 1 - i, size - 1 - i).put(-i - 1, i);
        }
        for (int i = 0; i < size; i++) {
            detour = detour.remove(-i - 1);
        }
        assertThat(detour).isEqualTo(straight);
        assertThat(order(detour)).isEqualTo(order(straight));
    }

    private static List<Long> order(LongMap<Integer> map) {
        List<Long> order = new ArrayList<>();
        map.forEach((key, value) -> order.add(key));
        return order;
    }

    /** Keys whose mixed forms share all but the last bits make the deepest trie there is. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void isWalkedBesideAnother(long seed) {
        var random = new SplittableRandom(seed);
        LongMap<Long> one = LongMap.empty();
        LongMap<Long> other = LongMap.empty();
        for (int i = 0; i < 2_000; i++) {
            long key = random.nextInt(1 + random.nextInt(5_000));
            one = random.nextInt(3) == 0 ? one : one.put(key, key);
            other = random.nextInt(40) == 0 ? other.put(key, -key) : other.remove(random.nextInt(5_000));
        }
        List<String> apart = new ArrayList<>();
        List<String> together = new ArrayList<>();
        LongMap<Long> beside = other;
        one.forEach((key, value) -> apart.add(key + " " + value + " " + beside.get(key)));
        one.forEachBeside(beside, (key, value, found) -> together.add(key + " " + value + " " + found));
        assertThat(together).isEqualTo(apart).isNotEmpty();
    }

    @Test
    void separatesKeysThatDifferInTheirLastBitOnly() {
        long one = Hash64.unmix(0x0123456789ABCDEFL);
        long other = Hash64.unmix(0x8123456789ABCDEFL);
        LongMap<String> map = LongMap.of(one, "one").put(other, "other");
        assertThat(map.get(one)).isEqualTo("one");
        assertThat(map.get(other)).isEqualTo("other");
        assertThat(map.remove(other)).isEqualTo(LongMap.of(one, "one"));
    }

    @Test
    void leavesEarlierVersionsAsTheyWere() {
        LongMap.Builder<Integer> builder = LongMap.builder();
        for (int i = 0; i < 500; i++) {
            builder.put(i, i);
        }
        LongMap<Integer> first = builder.build();
        for (int i = 0; i < 1_000; i++) {
            builder.put(i, -i);
        }
        assertThat(builder.build().size()).isEqualTo(1_000);
        assertThat(first.size()).isEqualTo(500);
        first.forEach((key, value) -> assertThat(value.longValue()).isEqualTo(key));
    }

    @Test
    void manyChangesAtOnceLeaveTheMapTheyStartFromAsItWas() {
        LongMap<Integer> before = LongMap.empty();
        for (int i = 0; i < 1_000; i++) {
            before = before.put(i, i);
        }
        LongMap.Builder<Integer> builder = before.toBuilder();
        for (int i = 500; i < 1_500; i++) {
            assertThat(builder.get(i)).isEqualTo(i < 1_000 ? i : null);
            builder.put(i, -i);
            assertThat(builder.get(i)).isEqualTo(-i);
        }
        LongMap<Integer> after = builder.build();
        LongMap<Integer> oneByOne = before;
        for (int i = 500; i < 1_500; i++) {
            oneByOne = oneByOne.put(i, -i);
        }
        assertThat(after).isEqualTo(oneByOne);
        assertThat(after.size()).isEqualTo(1_500);
        assertThat(before.size()).isEqualTo(1_000);
        assertThat(before.get(700)).isEqualTo(700);
    }

    @Test
    void countsRightWhenABuilderMeetsKnownKeys() {
        LongMap.Builder<Integer> builder = LongMap.builder();
        for (int i = 0; i < 10_000; i++) {
            builder.put(i % 3_000, i);
        }
        assertThat(builder.size()).isEqualTo(3_000);
        assertThat(builder.build().sortedKeys()).hasSize(3_000);
    }

    @Test
    void answersItselfWhereNothingChanges() {
        LongMap<String> map = LongMap.of(1, "a").put(2, "b");
        assertThat(map.put(1, map.get(1))).isSameAs(map);
        assertThat(map.remove(3)).isSameAs(map);
        assertThat(map.remove(1).remove(2)).isSameAs(LongMap.empty());
    }

    @Test
    void updatesAndRemovesThroughOneChange() {
        LongMap<Integer> map = LongMap.of(7, 1);
        assertThat(map.update(7, value -> value + 1).get(7)).isEqualTo(2);
        assertThat(map.update(8, value -> value == null ? 5 : 6).get(8)).isEqualTo(5);
        assertThat(map.update(7, value -> null).isEmpty()).isTrue();
    }

    @Test
    void refusesNulls() {
        assertThatThrownBy(() -> LongMap.empty().put(1, null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void readsByAscendingKey() {
        assertThat(LongMap.of(3, "c").put(-1, "a").put(2, "b")).hasToString("{-1=a, 2=b, 3=c}");
    }
}

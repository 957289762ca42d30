package io.breakwater.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void agreesWithItsNaiveTwin() {
        var random = new SplittableRandom(12);
        var twin = new TreeMap<String, Integer>();
        Table<String, Integer> table = Table.empty();
        for (int step = 0; step < 20_000; step++) {
            String key = "k" + random.nextInt(60);
            if (random.nextBoolean()) {
                table = table.put(key, step);
                twin.put(key, step);
            } else {
                table = table.remove(key);
                twin.remove(key);
            }
            assertThat(table.size()).isEqualTo(twin.size());
            assertThat(table.get(key)).isEqualTo(twin.get(key));
        }
        assertThat(table.keys()).containsExactlyElementsOf(twin.keySet());
        assertThat(table.values()).containsExactlyElementsOf(twin.values());
        assertThat(table).isEqualTo(Table.copyOf(twin)).hasSameHashCodeAs(Table.copyOf(twin));
    }

    @Test
    void answersItselfWhereNothingChanges() {
        Table<String, String> table = Table.of("a", "1").put("b", "2");
        assertThat(table.put("a", table.get("a"))).isSameAs(table);
        assertThat(table.remove("c")).isSameAs(table);
        assertThat(table.remove("a").remove("b")).isSameAs(Table.empty());
    }

    @Test
    void visitsInKeyOrder() {
        List<String> seen = new ArrayList<>();
        Table.of("b", 2).put("a", 1).put("c", 3).forEach((key, value) -> seen.add(key + value));
        assertThat(seen).containsExactly("a1", "b2", "c3");
    }

    @Test
    void mapsValuesUnderTheSameKeys() {
        assertThat(Table.of("b", 2).put("a", 1).mapped(value -> "x" + value))
                .isEqualTo(Table.of("a", "x1").put("b", "x2"));
        assertThat(Table.<String, Integer>empty().mapped(value -> value)).isSameAs(Table.empty());
        assertThatThrownBy(() -> Table.of("a", 1).mapped(_ -> null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void takesSortedListsOnlyWhenTheyAre() {
        assertThat(Table.ofSorted(List.of("a", "b"), List.of(1, 2))).isEqualTo(Table.of("b", 2).put("a", 1));
        assertThatThrownBy(() -> Table.ofSorted(List.of("b", "a"), List.of(1, 2))).isInstanceOf(BrokenInvariant.class);
        assertThatThrownBy(() -> Table.ofSorted(List.of("a", "a"), List.of(1, 2))).isInstanceOf(BrokenInvariant.class);
        assertThatThrownBy(() -> Table.ofSorted(List.of("a"), List.of())).isInstanceOf(BrokenInvariant.class);
    }

    @Test
    void refusesNulls() {
        assertThatThrownBy(() -> Table.empty().put(null, "x")).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Table.of("a", null)).isInstanceOf(NullPointerException.class);
    }
}

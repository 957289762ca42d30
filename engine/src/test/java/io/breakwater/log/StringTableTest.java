package io.breakwater.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StringTableTest {
    @Test
    void agreesWithItsNaiveTwin() {
        var random = new SplittableRandom(1);
        var table = new StringTable();
        for (int block = 0; block < 20; block++) {
            List<String> twin = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                String string = "s" + random.nextInt(1_500);
                assertThat(table.indexOrAdd(string)).isEqualTo(twin.indexOf(string));
                if (!twin.contains(string)) {
                    twin.add(string);
                }
                if (random.nextInt(300) == 0) {
                    int kept = random.nextInt(twin.size());
                    table.truncate(kept);
                    twin = new ArrayList<>(twin.subList(0, kept));
                }
            }
            assertThat(table.size()).isEqualTo(twin.size());
            table.clear();
        }
    }

    @Test
    void knowsOnlyWhatOccurred() {
        var table = new StringTable();
        table.append("a");
        assertThat(table.at(0)).isEqualTo("a");
        assertThat(table.at(1)).isNull();
        assertThat(table.at(-1)).isNull();
        assertThat(table.at(1L << 40)).isNull();
    }
}

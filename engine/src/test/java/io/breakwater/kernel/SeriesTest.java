package io.breakwater.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SeriesTest {
    /** Any version may grow at any time; none may see what another put behind its end. */
    @Test
    void keepsEveryVersionAsItWas() {
        SplittableRandom random = new SplittableRandom(7);
        List<List<Integer>> versions = new ArrayList<>(List.of(List.of()));
        List<List<Integer>> twins = new ArrayList<>(List.of(List.of()));
        for (int i = 0; i < 2_000; i++) {
            int from = random.nextInt(4) == 0 ? random.nextInt(versions.size()) : versions.size() - 1;
            List<Integer> twin = new ArrayList<>(twins.get(from));
            twin.add(i);
            twins.add(twin);
            versions.add(Series.append(versions.get(from), i));
        }
        assertThat(versions).isEqualTo(twins);
    }
}

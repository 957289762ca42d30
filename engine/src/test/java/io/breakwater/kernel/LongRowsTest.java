package io.breakwater.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LongRowsTest {
    private static final int KEYS = 300;
    private static final int GROWN = 20_000;

    /** Any version may grow at any time, by new keys and by old ones; none may see what another put behind its end. */
    @Test
    void keepsEveryVersionAsItWas() {
        SplittableRandom random = new SplittableRandom(7);
        List<LongRows> versions = new ArrayList<>(List.of(LongRows.empty(2)));
        List<LongMap<Long>> twins = new ArrayList<>(List.of(LongMap.empty()));
        for (long i = 0; i < 2_000; i++) {
            int from = random.nextInt(8) == 0 ? random.nextInt(versions.size()) : versions.size() - 1;
            long key = random.nextInt(KEYS) - KEYS / 2;
            versions.add(versions.get(from).with(key, i));
            twins.add(twins.get(from).put(key, i));
        }
        for (int i = 0; i < versions.size(); i++) {
            LongRows rows = versions.get(i);
            for (long key = -KEYS; key < KEYS; key++) {
                int row = rows.find(key);
                assertThat(row < 0 ? null : rows.get(row, 1)).isEqualTo(twins.get(i).get(key));
            }
        }
    }

    /** Nobody looked while it grew: the index comes later, and goes on where it ended. */
    @Test
    void findsWhatWasPutWithoutLooking() {
        List<LongRows> versions = new ArrayList<>(List.of(LongRows.empty(3)));
        for (int i = 0; i < 1_000; i++) {
            versions.add(versions.getLast().with(7L * i, i, -i));
        }
        for (int version : new int[] {3, 700, 20, 1_000, 0, 999}) {
            LongRows rows = versions.get(version);
            assertThat(rows.size()).isEqualTo(version);
            for (int i = 0; i < 1_000; i++) {
                assertThat(rows.find(7L * i)).isEqualTo(i < version ? i : -1);
                assertThat(rows.find(7L * i + 1)).isEqualTo(-1);
            }
        }
        assertThat(versions.getLast().get(321, 2)).isEqualTo(-321);
        LongRows branch = versions.get(500).with(7, -1, 0);
        assertThat(branch.get(branch.find(7), 1)).isEqualTo(-1);
        assertThat(versions.get(501).get(500, 1)).isEqualTo(500);
    }

    /** A version is read by others while its owner goes on. */
    @Test
    void isReadWhileItGrows() throws Exception {
        AtomicReference<LongRows> newest = new AtomicReference<>(LongRows.empty(2));
        FutureTask<String> read = new FutureTask<>(() -> {
            String wrong = null;
            for (LongRows seen = newest.get(); seen.size() < GROWN; seen = newest.get()) {
                int last = seen.size() - 1;
                if (last >= 0 && seen.find(-last) != last || seen.find(-last - 1) >= 0) {
                    wrong = "of " + seen.size() + " the last is in row " + seen.find(-last);
                }
            }
            return wrong;
        });
        Thread.ofPlatform().daemon().start(read);
        for (int i = 0; i < GROWN; i++) {
            newest.set(newest.get().with(-i, i));
        }
        assertThat(read.get(30, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void isEqualToWhatIsReadFromItsBytes() {
        LongRows rows = LongRows.empty(3);
        for (int i = 0; i < 100; i++) {
            LongRows read = LongRows.of(3, rows.toBytes());
            assertThat(read).isEqualTo(rows).hasSameHashCodeAs(rows).hasToString(rows.toString());
            assertThat(read.with(i, 2, 3)).isNotEqualTo(rows);
            rows = rows.with(i, i, Long.MIN_VALUE + i);
        }
        assertThat(LongRows.empty(2).with(1, 2).with(3, 4)).hasToString("[[1, 2], [3, 4]]");
    }

    @Test
    void holdsRowsOfOneWidthAndNotWithoutBound() {
        LongRows rows = LongRows.empty(2);
        assertThatThrownBy(() -> rows.with(1, 2, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LongRows.empty(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LongRows.of(2, new byte[24])).isInstanceOf(IllegalArgumentException.class);
        LongRows full = LongRows.of(2, new byte[LongRows.MOST * 2 * Long.BYTES]);
        assertThatThrownBy(() -> full.with(1, 2)).isInstanceOf(IllegalStateException.class);
    }
}

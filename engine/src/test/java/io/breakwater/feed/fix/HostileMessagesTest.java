package io.breakwater.feed.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.breakwater.feed.fix.SpoiledReports.Read;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Spoiled execution reports: a fact that fits, nothing, or a reason why not; never anything else. */
class HostileMessagesTest {
    private static final int MESSAGES = 30_000;
    private static final String DIGITS = "0123456789.-+eENaFGH\u0001= \u20ac";

    /** Fields are replaced, dropped, doubled, and characters of them changed. */
    private static String spoiled(String text, SplittableRandom random) {
        StringBuilder spoiled = new StringBuilder(text);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(spoiled.length());
            switch (random.nextInt(4)) {
                case 0 -> spoiled.setCharAt(at, DIGITS.charAt(random.nextInt(DIGITS.length())));
                case 1 -> spoiled.deleteCharAt(at);
                case 2 -> spoiled.insert(at, DIGITS.charAt(random.nextInt(DIGITS.length())));
                default -> spoiled.insert(at, spoiled.substring(at, Math.min(spoiled.length(), at + 20)));
            }
        }
        return spoiled.toString();
    }

    @Test
    void whatIsReadFitsAndWhatDoesNotHasAReason() {
        SplittableRandom random = new SplittableRandom(44);
        SpoiledReports reports = new SpoiledReports();
        List<String> good = SpoiledReports.good();
        assertThat(good).allSatisfy(text -> assertThat(reports.read(text)).isEqualTo(Read.FACT));
        Map<Read, Integer> counts = new EnumMap<>(Read.class);
        Map<Read, Integer> joined = new EnumMap<>(Read.class);
        for (int i = 0; i < MESSAGES; i++) {
            String text = spoiled(good.get(random.nextInt(good.size())), random);
            try {
                counts.merge(reports.read(text), 1, Integer::sum);
                joined.merge(reports.join(text), 1, Integer::sum);
            } catch (RuntimeException other) {
                fail(i + ": " + text.replace('\u0001', '|'), other);
            }
        }
        assertThat(counts.get(Read.FACT)).isGreaterThan(MESSAGES / 100);
        assertThat(counts.get(Read.REASON)).isGreaterThan(MESSAGES / 10);
        assertThat(joined.get(Read.FACT)).as("with legs that came before").isGreaterThan(MESSAGES / 100);
    }
}

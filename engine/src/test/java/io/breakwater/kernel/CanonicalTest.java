package io.breakwater.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CanonicalTest {
    private final Canonical canonical = new Canonical();

    @Test
    void equalTextsAreOneObject() {
        String first = canonical.same(new String("canonical-test"));

        assertSame(first, canonical.same(new String("canonical-test")));
        assertEquals("canonical-test", first);
        assertEquals("canonical-test", Canonical.of(new String(first)));
    }

    @Test
    void noFloodDrivesOutWhatIsInUseAndEveryTextStaysEqual() {
        String used = canonical.same(new String("canonical-used"));

        IntStream.range(0, 100_000).mapToObj(Integer::toString)
                .forEach(text -> assertEquals(text, canonical.same(text)));

        assertSame(used, canonical.same(new String("canonical-used")));
    }

    @Test
    void longTextsAreLeftAsTheyAre() {
        String text = "x".repeat(33);

        assertSame(text, canonical.same(text));
        assertEquals(text, canonical.same(new String(text)));
    }
}

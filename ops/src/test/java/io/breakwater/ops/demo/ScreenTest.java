package io.breakwater.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a terminal gets, what a file gets, and what who has set NO_COLOR gets. */
class ScreenTest {
    private static final String ESCAPE = "\u001b[";

    private final StringWriter text = new StringWriter();

    private Screen screen(boolean terminal, String noColour) {
        return new Screen(new PrintWriter(text), terminal, Screen.isColoured(terminal, noColour));
    }

    @Test
    void aTerminalHasColoursUnlessNoColorIsSet() {
        screen(true, null).headline("begun");
        assertThat(text.toString()).isEqualTo(ESCAPE + "1mbegun" + ESCAPE + "0m" + System.lineSeparator());
        text.getBuffer().setLength(0);
        screen(true, "").headline("set to nothing is not set");
        assertThat(text.toString()).startsWith(ESCAPE);
        text.getBuffer().setLength(0);
        screen(true, "1").headline("begun");
        assertThat(text.toString()).isEqualTo("begun" + System.lineSeparator());
    }

    @Test
    void aFileHasLinesAndNothingElse() {
        Screen screen = screen(false, null);
        screen.headline("begun");
        screen.show(1, 0.5, List.of("half", "done"));
        assertThat(text.toString()).doesNotContain(ESCAPE).contains("begun", " 50 %  half  done");
    }

    /** Wrapped, a line takes two, and rewriting climbs too few: on 80 columns the block went down the screen. */
    @Test
    void linesThatDoNotFitAreCutOffAndTheTerminalIsLeftAsItWas() {
        screen(true, "1").show(1, 0.5, List.of("half"));
        assertThat(text.toString()).startsWith(ESCAPE + "?7l").endsWith(ESCAPE + "?7h");
    }

    @Test
    void aTerminalHasABarThatIsRewrittenInItsPlace() {
        Screen screen = screen(true, "1");
        screen.show(1, 0.5, List.of("half"));
        screen.show(2, 1, List.of("whole"));
        assertThat(text.toString()).contains("[" + "█".repeat(20) + "·".repeat(20) + "]  50 %")
                .contains(ESCAPE + "2A").contains("[" + "█".repeat(40) + "] 100 %");
    }
}

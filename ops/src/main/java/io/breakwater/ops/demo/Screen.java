package io.breakwater.ops.demo;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the demonstration shows itself: a block of lines that is rewritten in place on a terminal, plain lines now and
 * then elsewhere. Colours only on a terminal and without NO_COLOR.
 */
final class Screen {
    private static final long TERMINAL_EVERY_NANOS = 200_000_000L;
    private static final long PLAIN_EVERY_NANOS = 2_000_000_000L;
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";
    private static final String CLEARED = "\u001b[2K";
    /** Lines that do not fit are cut off: wrapped, they would take more lines than are rewritten. */
    private static final String CUT_OFF = "\u001b[?7l";
    private static final String WRAPPED = "\u001b[?7h";

    private final PrintWriter out;
    private final boolean terminal;
    private final boolean colours;
    private long shownNanos;
    private int linesShown;

    Screen(PrintWriter out, boolean terminal, boolean colours) {
        this.out = out;
        this.terminal = terminal;
        this.colours = colours;
    }

    /** A screen for this process's standard output. */
    static Screen on(PrintWriter out) {
        boolean terminal = System.console() != null && System.console().isTerminal()
                && !"dumb".equals(System.getenv("TERM"));
        return new Screen(out, terminal, isColoured(terminal, System.getenv("NO_COLOR")));
    }

    /** As no-color.org says. @param noColour null where it is not set */
    static boolean isColoured(boolean terminal, String noColour) {
        return terminal && (noColour == null || noColour.isEmpty());
    }

    /** A line that stays. */
    void say(String line) {
        linesShown = 0;
        out.println(line);
        out.flush();
    }

    /** A line that stays and marks a step. */
    void headline(String line) {
        say(colours ? BOLD + line + PLAIN : line);
    }

    /** True when it is time to show the state again. */
    boolean isDue(long nowNanos) {
        return nowNanos - shownNanos >= (terminal ? TERMINAL_EVERY_NANOS : PLAIN_EVERY_NANOS);
    }

    /** Shows the state: replaces what {@link #show} wrote last, on a terminal; one line elsewhere. */
    void show(long nowNanos, double share, List<String> lines) {
        shownNanos = nowNanos;
        if (!terminal) {
            out.printf(Locale.ROOT, "%3.0f %%  %s%n", share * 100, String.join("  ", lines));
        } else {
            String up = linesShown > 0 ? "\u001b[" + linesShown + "A" : "";
            // Written at once: cut short, the terminal would go on cutting lines off at its edge.
            out.print(Stream.concat(Stream.of(bar(share)), lines.stream())
                    .map(line -> CLEARED + line + System.lineSeparator())
                    .collect(Collectors.joining("", CUT_OFF + up, WRAPPED)));
            linesShown = lines.size() + 1;
        }
        out.flush();
    }

    private static String bar(double share) {
        int full = (int) Math.round(40 * Math.clamp(share, 0, 1));
        return "[" + "█".repeat(full) + "·".repeat(40 - full) + "] " + String.format(Locale.ROOT,
                "%3.0f %%", share * 100);
    }
}

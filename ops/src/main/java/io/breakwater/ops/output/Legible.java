package io.breakwater.ops.output;

import java.util.Locale;

/**
 * Texts of callers, such as the name of a counterparty, as they may stand on a terminal: what would move its cursor,
 * end a line, turn the way it is read or change its state is written as {@code \\u001B}. Not for CSV and JSON, which
 * quote by themselves.
 */
public final class Legible {
    private static final int NON_JOINER = 0x200C;
    private static final int JOINER = 0x200D;

    private Legible() {}

    /** The same text where it has nothing of the kind. */
    public static String text(String text) {
        return text.codePoints().noneMatch(Legible::commands) ? text
                : text.codePoints().collect(StringBuilder::new, Legible::append, StringBuilder::append).toString();
    }

    private static void append(StringBuilder shown, int character) {
        if (commands(character)) {
            shown.append(String.format(Locale.ROOT, "\\u%04X", character));
        } else {
            shown.appendCodePoint(character);
        }
    }

    /** Control and formatting characters and ends of lines; joiners stay, which some scripts are written with. */
    private static boolean commands(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            case Character.FORMAT -> character != NON_JOINER && character != JOINER;
            default -> false;
        };
    }
}

package io.breakwater.campaign;

import java.util.List;
import java.util.random.RandomGenerator;

/** Makes bad input out of good: what wires, disks and careless programs do to text. */
final class Mutator {
    private static final List<String> NUMBERS = List.of("NaN", "-1", "0", "1e999", "-0.0", "Infinity", "1e-999",
            "99999999999999999999999999", "null", "\"\"", "{}", "[]", "true", "0x1F", "1.2.3", "-", "1700000000000",
            "9223372036854775807", "-9223372036854775808", "\u0000", "\uD800", "");
    private static final String JOINTS = "{}[],:\"\\\n\r\t'.-+eE0123456789";
    private static final int MOST_CHANGES = 4;
    private static final int MOST_REPEATED = 64;

    private final RandomGenerator random;

    Mutator(RandomGenerator random) {
        this.random = random;
    }

    String mutate(String good) {
        StringBuilder text = new StringBuilder(good);
        int changes = random.nextInt(MOST_CHANGES);
        for (int i = 0; i < changes && !text.isEmpty(); i++) {
            change(text);
        }
        return text.toString();
    }

    private void change(StringBuilder text) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(7)) {
            case 0 -> text.setCharAt(at, JOINTS.charAt(random.nextInt(JOINTS.length())));
            case 1 -> text.deleteCharAt(at);
            case 2 -> text.insert(at, JOINTS.charAt(random.nextInt(JOINTS.length())));
            case 3 -> text.setLength(at);
            case 4 -> replaceNumber(text, at);
            case 5 -> repeat(text, at);
            default -> text.setCharAt(at, (char) random.nextInt(Character.MAX_VALUE));
        }
    }

    /** Puts something else in the place of the next number. */
    private void replaceNumber(StringBuilder text, int from) {
        int at = from;
        while (at < text.length() && !Character.isDigit(text.charAt(at))) {
            at++;
        }
        int end = at;
        while (end < text.length() && (Character.isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
            end++;
        }
        text.replace(at, end, NUMBERS.get(random.nextInt(NUMBERS.size())));
    }

    private void repeat(StringBuilder text, int at) {
        int length = Math.min(text.length() - at, 1 + random.nextInt(24));
        text.insert(at, text.substring(at, at + length).repeat(1 + random.nextInt(MOST_REPEATED)));
    }
}

package io.breakwater.actors.lane;

import io.breakwater.kernel.Hash64;

/** Finds another text with the same hash: the hash is not cryptographic, so it takes a moment. */
final class ForgedName {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private ForgedName() {}

    /** The first four characters are others, the next four make up for them. */
    static String like(String name) {
        for (char c = 'A'; c < 'Z'; c++) {
            String forged = withFirst(name, "" + c + c + c + c);
            boolean writable = forged.chars().noneMatch(unit -> Character.isSurrogate((char) unit));
            if (writable && Hash64.of(forged) == Hash64.of(name)) {
                return forged;
            }
        }
        throw new AssertionError("no name found");
    }

    private static String withFirst(String name, String first) {
        long seed = Hash64.mix(name.length() + GOLDEN);
        long before = Hash64.combine(seed, word(name, 0));
        long after = Hash64.combine(seed, word(first, 0));
        long second = word(name, 4) ^ Hash64.mix(before + GOLDEN) ^ Hash64.mix(after + GOLDEN);
        StringBuilder forged = new StringBuilder(first);
        for (int shift = 0; shift < 64; shift += 16) {
            forged.append((char) (second >>> shift));
        }
        return forged.append(name.substring(8)).toString();
    }

    private static long word(String text, int from) {
        long word = 0;
        for (int i = 0; i < 4; i++) {
            word |= (long) text.charAt(from + i) << (16 * i);
        }
        return word;
    }
}

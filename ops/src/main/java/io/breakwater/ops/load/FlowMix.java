package io.breakwater.ops.load;

import java.util.random.RandomGenerator;

/**
 * What messages are made of, in parts of a thousand; they sum to 1,000.
 *
 * @param replace replaces of a working order, or a quote where none works
 * @param cancel cancels
 * @param submit new orders
 * @param fill fills of working orders
 */
public record FlowMix(int replace, int cancel, int submit, int fill) {
    /** Perpetual futures at a large venue. */
    public static final FlowMix PERPETUALS = new FlowMix(350, 450, 180, 20);
    /** Options at a large venue. */
    public static final FlowMix OPTIONS = new FlowMix(550, 400, 47, 3);

    public FlowMix {
        int least = Math.min(Math.min(replace, cancel), Math.min(submit, fill));
        if (least < 0 || replace + cancel + submit + fill != 1_000) {
            throw new IllegalArgumentException("parts must not be negative and sum to 1,000");
        }
    }

    /** A kind of message. */
    public enum Kind { REPLACE, CANCEL, SUBMIT, FILL }

    /** The next kind. */
    public Kind next(RandomGenerator random) {
        int drawn = random.nextInt(1_000);
        if (drawn < replace) {
            return Kind.REPLACE;
        }
        if (drawn < replace + cancel) {
            return Kind.CANCEL;
        }
        return drawn < replace + cancel + submit ? Kind.SUBMIT : Kind.FILL;
    }
}

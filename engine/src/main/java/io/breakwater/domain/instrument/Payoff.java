package io.breakwater.domain.instrument;

import java.util.List;

/**
 * The shape of an instrument's profit and loss; {@link Valuer} holds the one function for each.
 * With q = lots, m = multiplier, P = price: linear q·m·(P1−P0) · inverse q·m·(1/P0−1/P1) · quanto as linear with m in
 * settlement asset a point.
 */
public sealed interface Payoff {

    /** m in base units a lot; settles in the quote asset. */
    record Linear() implements Payoff {}

    /** m in quote units a lot; settles in the base asset. */
    record Inverse() implements Payoff {}

    /** m in settlement units a point and lot. */
    record Quanto() implements Payoff {}

    /** m in base units a lot; both assets change hands, no position is marked. */
    record Spot() implements Payoff {}

    /**
     * Premium and intrinsic value in the settlement asset.
     *
     * @param call false: a put
     * @param strikeTicks in ticks of the strike's scale, which is {@link Terms#underlyingScale()}
     */
    record Option(boolean call, long strikeTicks, Style style) implements Payoff {

        /** What it is quoted and settled in. */
        public enum Style {
            /** m in base units a lot; in the quote asset. */
            LINEAR,
            /** m in base units a lot; in the underlying itself. */
            INVERSE,
            /** m in settlement units a point and lot; in any asset. */
            QUANTO
        }

        /** A linear or an inverse one. */
        public Option(boolean call, long strikeTicks, boolean inverse) {
            this(call, strikeTicks, inverse ? Style.INVERSE : Style.LINEAR);
        }

        public boolean inverse() {
            return style == Style.INVERSE;
        }

        public boolean quanto() {
            return style == Style.QUANTO;
        }
    }

    /** A package traded at one signed price. */
    record Combo(List<Leg> legs) implements Payoff {
        public static final int MAX_LEGS = 8;
    }

    /** @param ratio signed lots of the instrument in one lot of the combo, not 0 */
    record Leg(long instrument, int ratio) {}
}

package io.breakwater.domain.risk;

import io.breakwater.kernel.Exact;

/**
 * First-order risk of positions and of what the working orders could add to it, in risk units.
 *
 * @param net of the positions, signed
 * @param up Σ of the orders that raise it
 * @param down Σ of the orders that lower it, not positive
 */
record Slopes(long net, long up, long down) {

    static final Slopes NONE = new Slopes(0, 0, 0);

    Slopes held(long change) {
        return change == 0 ? this : new Slopes(Exact.add(net, change), up, down);
    }

    /** An order that would move it by so much works, or, with the other sign of {@code count}, works no more. */
    Slopes worked(long move, int count) {
        return move > 0 ? new Slopes(net, Exact.add(up, count * move), down)
                : new Slopes(net, up, Exact.add(down, count * move));
    }

    boolean isNone() {
        return net == 0 && up == 0 && down == 0;
    }

    /** Size of the positions' own. */
    long heldSize() {
        return Exact.abs(net);
    }

    /** The largest size that any subset of the orders leads to. */
    long worstSize() {
        return Math.max(Exact.abs(Exact.add(net, up)), Exact.abs(Exact.add(net, down)));
    }
}

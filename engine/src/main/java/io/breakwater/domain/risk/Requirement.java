package io.breakwater.domain.risk;

/**
 * What margin comes to, in micro-dollars rounded up, and what it is made of. Initial = matrix + roll + delta shock +
 * open orders + reserve; maintenance is a share of the first three.
 *
 * @param worstCell in which everything together loses most; −1 where nothing loses
 * @param matrixUsdMicros loss of the positions in their worst cell
 * @param rollUsdMicros roll shocks of the positions' expiries
 * @param deltaUsdMicros delta shocks of the positions
 * @param ordersUsdMicros what the working orders add to these three
 * @param reserveUsdMicros for market-maker protection
 */
public record Requirement(
        long initialUsdMicros,
        long maintenanceUsdMicros,
        int worstCell,
        long matrixUsdMicros,
        long rollUsdMicros,
        long deltaUsdMicros,
        long ordersUsdMicros,
        long reserveUsdMicros) {

    public static final Requirement NONE = new Requirement(0, 0, -1, 0, 0, 0, 0, 0);
    /** A figure does not fit: more than anyone has. */
    public static final Requirement UNBOUNDED =
            new Requirement(Long.MAX_VALUE, Long.MAX_VALUE, -1, Long.MAX_VALUE, 0, 0, 0, 0);
}

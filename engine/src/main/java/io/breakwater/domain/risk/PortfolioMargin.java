package io.breakwater.domain.risk;

import io.breakwater.domain.instrument.Asset;
import io.breakwater.domain.instrument.Valuer;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.policy.MarginParameters;
import io.breakwater.domain.policy.MarginPolicy;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.Overflow;
import io.breakwater.kernel.Rounding;
import io.breakwater.kernel.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * The requirement of one account by risk arrays. Profit in a cell is in its settlement asset; it is converted once, at
 * the price that asset has in the cell, measured in the account's base asset and told in dollars of now:
 * (1 + s of the asset) / (1 + s of the base), where s is the cell's move if that asset is what moves, else 0. What the
 * account owns in another asset than its base is a position like any other and moves by the same factor. So an account
 * that counts and settles in one coin has that coin's matrix, and one that counts in dollars is charged for its coins.
 */
public final class PortfolioMargin {

    private static final long ONE = ScenarioMatrix.ONE;
    private static final int USD_UNITS_SCALE = 8;

    /** Σ of the arrays that one underlying has in one settlement asset. */
    public record Group(String underlying, Asset settlement, RiskSums sums) {

        public static String key(String underlying, Asset settlement) {
            return underlying + "/" + settlement.id();
        }
    }

    /** What an account owns and what its positions have made, in minor units of an asset. */
    public record Equity(int scale, long minor) {}

    private final MarketView view;
    private final String base;
    private final Table<String, Group> groups;
    private final Table<String, Equity> equity;

    /**
     * @param base the asset that the account counts in
     * @param groups by {@link Group#key}
     * @param equity by asset
     */
    public PortfolioMargin(MarketView view, String base, Table<String, Group> groups, Table<String, Equity> equity) {
        this.view = view;
        this.base = base;
        this.groups = groups;
        this.equity = equity;
    }

    /** {@link Requirement#UNBOUNDED} when a figure does not fit or an asset has no price. */
    public Requirement requirement() {
        try {
            return computed();
        } catch (Overflow _) {
            return Requirement.UNBOUNDED;
        }
    }

    private Requirement computed() {
        RiskMatrix held = RiskMatrix.of(underlyings(false));
        List<UnderlyingRisk> all = underlyings(true);
        RiskMatrix worst = RiskMatrix.of(all);
        long reserve = reserve();
        long maintenance = maintenance(held);
        return new Requirement(micros(Exact.add(worst.total(), reserve)), micros(maintenance), worst.worstCell(),
                micros(held.loss()), micros(held.roll()), micros(held.deltaShock()),
                micros(Exact.subtract(worst.total(), held.total())), micros(reserve));
    }

    /**
     * What an underlying does in a cell and what is made of it there.
     *
     * @param movePpm of its price, one millionth
     * @param volatilityStep −1 down, 0 as it is, +1 up
     * @param profitUsdMicros with the working orders that lose there, before offset and dampener; rounded down
     */
    public record InCell(String underlying, int movePpm, int volatilityStep, long profitUsdMicros) {}

    /** Each underlying in a cell; empty when a figure does not fit or an asset has no price. */
    public List<InCell> in(int cell) {
        try {
            List<InCell> all = new ArrayList<>();
            for (String underlying : names()) {
                UnderlyingRisk risk = risk(underlying, true);
                all.add(new InCell(underlying, ScenarioMatrix.movePpm(risk.parameters(), cell),
                        ScenarioMatrix.volatilityStep(cell),
                        Exact.divide(risk.cells()[cell], UnderlyingRisk.UNITS, Rounding.FLOOR)));
            }
            return all;
        } catch (Overflow _) {
            return List.of();
        }
    }

    /** Initial margin alone, with working orders: what a decision needs. Saturates where it does not fit. */
    public long initialUsdMicros() {
        try {
            return micros(standsAlone() ? alone(groups.valueAt(0))
                    : Exact.add(RiskMatrix.of(underlyings(true)).total(), reserve()));
        } catch (Overflow _) {
            return Long.MAX_VALUE;
        }
    }

    /** True where nothing but one coin's own matrix counts, in that coin: no cell needs the figures of another. */
    private boolean standsAlone() {
        return groups.size() == 1 && groups.valueAt(0).settlement().id().equals(base) && ownsNothingElse();
    }

    private boolean ownsNothingElse() {
        for (int i = 0; i < equity.size(); i++) {
            if (!equity.keyAt(i).equals(base)) {
                return false;
            }
        }
        return true;
    }

    /** The same figure: rounding down keeps the order of the cells, so that of the main ones the least is enough. */
    private long alone(Group group) {
        MarginParameters parameters = view.policy().margin().of(group.underlying());
        Price price = price(group.settlement().id(), group.settlement().scale());
        long[] cells = new long[ScenarioMatrix.CELLS];
        long least = 0;
        for (int i = 0; i < ScenarioMatrix.MAIN; i++) {
            least = Math.min(least, group.sums().cell(i, true));
        }
        cells[0] = price.units(least, Rounding.FLOOR);
        for (int i = ScenarioMatrix.MAIN; i < cells.length; i++) {
            cells[i] = price.units(group.sums().cell(i, true), Rounding.FLOOR);
        }
        UnderlyingRisk risk = new UnderlyingRisk(parameters, cells,
                price.units(group.sums().rollShock(true), Rounding.CEILING),
                price.units(group.sums().delta(true), Rounding.CEILING));
        long total = RiskMatrix.of(List.of(risk)).total();
        return group.sums().quotes() ? Exact.add(total, risk.reserve()) : total;
    }

    /** The strictest share of any underlying in it. */
    private long maintenance(RiskMatrix held) {
        long share = 0;
        for (String underlying : names()) {
            share = Math.max(share, view.policy().margin().of(underlying).maintenancePpm());
        }
        return Exact.mulDiv(held.total(), share, ONE, Rounding.CEILING);
    }

    private long reserve() {
        long sum = 0;
        for (String underlying : names()) {
            boolean quotes = false;
            for (int i = 0; i < groups.size(); i++) {
                Group group = groups.valueAt(i);
                quotes |= group.underlying().equals(underlying) && group.sums().quotes();
            }
            UnderlyingRisk risk = new UnderlyingRisk(view.policy().margin().of(underlying), null, 0, 0);
            sum = quotes ? Exact.add(sum, risk.reserve()) : sum;
        }
        return sum;
    }

    private List<UnderlyingRisk> underlyings(boolean withOrders) {
        List<UnderlyingRisk> risks = new ArrayList<>();
        for (String underlying : names()) {
            risks.add(risk(underlying, withOrders));
        }
        return risks;
    }

    /** Whatever moves something here: the arrays' underlyings, owned assets that have parameters, and the base. */
    private List<String> names() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            addOnce(names, groups.valueAt(i).underlying());
        }
        MarginPolicy margin = view.policy().margin();
        for (int i = 0; i < equity.size(); i++) {
            String asset = equity.keyAt(i);
            if (!asset.equals(base) && equity.valueAt(i).minor() != 0) {
                addIfNamed(names, asset, margin);
                addIfNamed(names, base, margin);
            }
        }
        return names;
    }

    private static void addIfNamed(List<String> names, String asset, MarginPolicy margin) {
        if (margin.names(asset)) {
            addOnce(names, asset);
        }
    }

    private static void addOnce(List<String> names, String name) {
        if (!names.contains(name)) {
            names.add(name);
        }
    }

    private UnderlyingRisk risk(String underlying, boolean withOrders) {
        MarginParameters parameters = view.policy().margin().of(underlying);
        long[] cells = new long[ScenarioMatrix.CELLS];
        long roll = 0;
        long delta = 0;
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.valueAt(i);
            if (group.underlying().equals(underlying)) {
                Price price = price(group.settlement().id(), group.settlement().scale());
                addCells(cells, group, price, withOrders, parameters);
                roll = Exact.add(roll, price.units(group.sums().rollShock(withOrders), Rounding.CEILING));
                delta = Exact.add(delta, price.units(group.sums().delta(withOrders), Rounding.CEILING));
            }
        }
        addOwned(cells, underlying, parameters);
        return new UnderlyingRisk(parameters, cells, roll, delta);
    }

    private void addCells(long[] cells, Group group, Price price, boolean withOrders, MarginParameters parameters) {
        boolean moves = group.settlement().id().equals(group.underlying());
        boolean baseMoves = base.equals(group.underlying());
        for (int i = 0; i < cells.length; i++) {
            long made = group.sums().cell(i, withOrders);
            long units = price.units(made, Rounding.FLOOR);
            if (moves != baseMoves) {
                long move = ONE + ScenarioMatrix.movePpm(parameters, i);
                units = Exact.mulDiv(units, moves ? move : ONE, moves ? ONE : move, Rounding.FLOOR);
            }
            cells[i] = Exact.add(cells[i], units);
        }
    }

    /** What is owned in another asset than the base: e·((1 + s of the asset)/(1 + s of the base) − 1). */
    private void addOwned(long[] cells, String underlying, MarginParameters parameters) {
        boolean baseMoves = base.equals(underlying);
        for (int k = 0; k < equity.size(); k++) {
            String asset = equity.keyAt(k);
            boolean moves = asset.equals(underlying);
            if (moves == baseMoves || asset.equals(base)) {
                continue;
            }
            Equity owned = equity.valueAt(k);
            int finer = ScenarioMatrix.digits(owned.scale()) - owned.scale();
            long units = price(asset, owned.scale())
                    .units(Exact.multiply(owned.minor(), power(finer)), Rounding.FLOOR);
            for (int i = 0; i < cells.length; i++) {
                long move = ScenarioMatrix.movePpm(parameters, i);
                cells[i] = Exact.add(cells[i], Exact.mulDiv(units, moves ? move : -move,
                        moves ? ONE : ONE + move, Rounding.FLOOR));
            }
        }
    }

    /** What a risk unit of an asset is worth now: units of 10^-8 dollars = risk units × numerator / denominator. */
    private record Price(long numerator, long denominator) {

        long units(long riskUnits, Rounding rounding) {
            return riskUnits == 0 ? 0 : Exact.mulDiv(riskUnits, numerator, denominator, rounding);
        }
    }

    private Price price(String asset, int scale) {
        UsdRate rate = UsdRate.of(view, asset, scale);
        if (rate == null) {
            throw new Overflow("no price of " + asset);
        }
        int finer = ScenarioMatrix.digits(scale) - scale - (USD_UNITS_SCALE - UsdRate.SCALE);
        return finer >= 0
                ? new Price(rate.numerator(), Exact.multiply(rate.denominator(), power(finer)))
                : new Price(Exact.multiply(rate.numerator(), power(-finer)), rate.denominator());
    }

    private static long power(int exponent) {
        return Valuer.power(exponent);
    }

    private static long micros(long units) {
        return Exact.divide(units, UnderlyingRisk.UNITS, Rounding.CEILING);
    }
}

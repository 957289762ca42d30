package io.breakwater.domain.counterparty;

import com.opengamma.strata.pricer.impl.option.BlackFormulaRepository;
import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.policy.MarginParameters;
import io.breakwater.domain.policy.MarginPolicy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Portfolio margin a second time, from the written rules, slowly: decimals of any length, every subset of nothing kept,
 * options by another library. Shares no code with what it checks but the records that hold the inputs.
 */
final class SlowMargin {

    static final int CELLS = 35;
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal YEAR = BigDecimal.valueOf(365L * 86_400).multiply(MILLION);

    /** A position (price 0) or an order; of a combination, with what it is made of. */
    record Item(Terms terms, Mark mark, long lots, boolean order, long ticks, List<Part> parts) {

        Item(Terms terms, Mark mark, long lots, boolean order, long ticks) {
            this(terms, mark, lots, order, ticks, List.of());
        }
    }

    /** A leg of a combination. */
    record Part(Terms terms, Mark mark, int ratio) {}

    /** What a lot makes: exact where a decimal can be, else of doubles; {@code nearly} marks those. */
    record Lot(BigDecimal[] cells, BigDecimal slope, boolean nearly) {}

    private final MarginPolicy policy;
    private final String base;
    private final Map<String, BigDecimal> prices;
    private final Map<String, BigDecimal> owned;
    private final List<Item> items;
    /** Lots whose figures are told from outside, where two libraries fall on two sides of a whole number. */
    private final Map<Terms, Rounded> given;

    /** Whole units against who is long and who is short. */
    record Rounded(BigInteger[] floors, BigInteger[] ceilings, BigInteger slope) {}

    SlowMargin(MarginPolicy policy, String base, Map<String, BigDecimal> prices, Map<String, BigDecimal> owned,
            List<Item> items, Map<Terms, Rounded> given) {
        this.policy = policy;
        this.base = base;
        this.prices = prices;
        this.owned = owned;
        this.items = items;
        this.given = given;
    }

    static int digits(Terms terms) {
        return Math.max(6, terms.settlement().scale() + 2);
    }

    static BigDecimal move(MarginParameters p, int cell) {
        long ppm = cell >= 27 ? p.extendedMovesPpm().get(cell - 27) : p.rangePpm() * (cell / 3 - 4L) / 4;
        return BigDecimal.valueOf(ppm, 6);
    }

    static Lot lot(Terms terms, Mark mark, MarginParameters p) {
        BigDecimal[] cells = new BigDecimal[CELLS];
        BigDecimal m = BigDecimal.valueOf(terms.multiplier(), terms.multiplierScale()).scaleByPowerOfTen(digits(terms));
        for (int i = 0; i < CELLS; i++) {
            cells[i] = isPayment(terms) ? payment(terms, mark, m, move(p, i))
                    : terms.payoff() instanceof Payoff.Option option
                    ? new BigDecimal(m.doubleValue() * (option(terms, option, mark, p, i) - option(terms, option, mark, p, -1)))
                    : terms.payoff() instanceof Payoff.Spot ? future(terms, mark, m, move(p, i))
                    : future(terms, mark, m, move(p, i).min(BigDecimal.valueOf(p.rangePpm(), 6))
                            .max(BigDecimal.valueOf(-p.rangePpm(), 6)));
        }
        return new Lot(cells, slope(terms, mark, m), terms.payoff() instanceof Payoff.Option);
    }

    private static BigDecimal future(Terms terms, Mark mark, BigDecimal m, BigDecimal s) {
        BigDecimal price = BigDecimal.valueOf(mark.ticks(), terms.priceScale());
        return terms.payoff() instanceof Payoff.Inverse
                ? m.multiply(s).divide(price.multiply(BigDecimal.ONE.add(s)), new MathContext(60))
                : m.multiply(price).multiply(s);
    }

    /** What is paid for spot in another coin: a balance that moves with that coin, not with the one that is bought. */
    private static boolean isPayment(Terms terms) {
        return terms.payoff() instanceof Payoff.Spot && !terms.underlying().equals(terms.base().id());
    }

    /** A balance of −m·P coins loses m·P·s of now, told at the coin's price in the cell. */
    private static BigDecimal payment(Terms terms, Mark mark, BigDecimal m, BigDecimal s) {
        BigDecimal owed = m.multiply(BigDecimal.valueOf(mark.ticks(), terms.priceScale()));
        return owed.multiply(s).negate().divide(BigDecimal.ONE.add(s), new MathContext(60));
    }

    private static BigDecimal slope(Terms terms, Mark mark, BigDecimal m) {
        if (terms.payoff() instanceof Payoff.Option option) {
            double f = mark.forwardTicks() / Math.pow(10, terms.underlyingScale());
            double k = option.strikeTicks() / Math.pow(10, terms.underlyingScale());
            double delta = BlackFormulaRepository.delta(f, k, years(terms, mark), mark.volatilityMicros() / 1e6, option.call());
            double value = BlackFormulaRepository.price(f, k, years(terms, mark), mark.volatilityMicros() / 1e6, option.call());
            return new BigDecimal(m.doubleValue() * (option.inverse() ? delta - value / f : delta * f));
        }
        if (terms.payoff() instanceof Payoff.Spot) {
            return BigDecimal.ZERO;
        }
        BigDecimal price = BigDecimal.valueOf(mark.ticks(), terms.priceScale());
        return terms.payoff() instanceof Payoff.Inverse ? m.divide(price, new MathContext(60)) : m.multiply(price);
    }

    private static double years(Terms terms, Mark mark) {
        return Math.max(0, terms.expiresAtMicros() - mark.observedAtMicros()) / (365.0 * 86_400 * 1e6);
    }

    /** @param cell −1: as the market is */
    private static double option(Terms terms, Payoff.Option option, Mark mark, MarginParameters p, int cell) {
        double move = cell < 0 ? 0 : move(p, cell).doubleValue();
        double f = mark.forwardTicks() / Math.pow(10, terms.underlyingScale()) * (1 + move);
        double k = option.strikeTicks() / Math.pow(10, terms.underlyingScale());
        double vol = mark.volatilityMicros() / 1e6;
        double days = years(terms, mark) * 365;
        double tenor = Math.pow(30 / Math.max(days, 1 / 24.0), (days <= 30 ? p.shortPowerPpm() : p.longPowerPpm()) / 1e6);
        int way = cell < 0 || cell >= 27 ? 0 : cell % 3 - 1;
        double shocked = way == 0 ? vol
                : way > 0 ? Math.max(vol, p.volatilityFloorPpm() / 1e6) * (1 + p.volatilityUpPpm() / 1e6 * tenor)
                : vol * (1 - p.volatilityDownPpm() / 1e6 * tenor);
        if (p.smile() == MarginParameters.Smile.STICKY_DELTA) {
            shocked -= p.smileSlopePpm() / 1e6 * Math.log(1 + move);
        }
        double value = BlackFormulaRepository.price(f, k, years(terms, mark), Math.max(0, shocked), option.call());
        return option.inverse() ? value / f : value;
    }

    static BigInteger whole(BigDecimal value, RoundingMode rounding) {
        // Beyond forty digits only a division that did not end is left: it is not a whole number.
        return value.round(new MathContext(45)).setScale(0, rounding).toBigIntegerExact();
    }

    /** A lot, against who is long (or short) of it: each leg against who holds it then. */
    private BigInteger[] cells(Item item, boolean isLong) {
        if (item.parts().isEmpty()) {
            Rounded lot = rounded(item.terms(), item.mark());
            return isLong ? lot.floors() : lot.ceilings();
        }
        BigInteger[] sum = new BigInteger[CELLS];
        Arrays.fill(sum, BigInteger.ZERO);
        for (Part part : item.parts()) {
            Rounded lot = rounded(part.terms(), part.mark());
            for (int i = 0; i < CELLS; i++) {
                BigInteger each = part.ratio() > 0 == isLong ? lot.floors()[i] : lot.ceilings()[i];
                sum[i] = sum[i].add(each.multiply(BigInteger.valueOf(part.ratio())));
            }
        }
        return sum;
    }

    private BigInteger slope(Item item) {
        BigInteger sum = BigInteger.ZERO;
        for (Part part : parts(item)) {
            sum = sum.add(rounded(part.terms(), part.mark()).slope().multiply(BigInteger.valueOf(part.ratio())));
        }
        return sum;
    }

    private static List<Part> parts(Item item) {
        return item.parts().isEmpty() ? List.of(new Part(item.terms(), item.mark(), 1)) : item.parts();
    }

    private Rounded rounded(Terms terms, Mark mark) {
        return given.computeIfAbsent(terms, t -> {
            Lot lot = lot(t, mark, policy.of(t.underlying()));
            BigInteger[] floors = new BigInteger[CELLS];
            BigInteger[] ceilings = new BigInteger[CELLS];
            for (int i = 0; i < CELLS; i++) {
                floors[i] = whole(lot.cells()[i], RoundingMode.FLOOR);
                ceilings[i] = whole(lot.cells()[i], RoundingMode.CEILING);
            }
            return new Rounded(floors, ceilings, whole(lot.slope(), RoundingMode.HALF_EVEN));
        });
    }

    /** Whole micro-dollars: initial and maintenance. */
    long[] required() {
        BigDecimal[] held = matrix(false);
        BigDecimal[] worst = matrix(true);
        long share = underlyings().stream().mapToLong(u -> policy.of(u).maintenancePpm()).max().orElse(0);
        BigDecimal maintenance = up(held[0].multiply(BigDecimal.valueOf(share, 6)));
        return new long[] {micros(worst[0]), micros(maintenance)};
    }

    private static long micros(BigDecimal units) {
        return units.movePointLeft(2).setScale(0, RoundingMode.CEILING).longValueExact();
    }

    private static BigDecimal up(BigDecimal units) {
        return units.setScale(0, RoundingMode.CEILING);
    }

    private static BigDecimal down(BigDecimal units) {
        return units.setScale(0, RoundingMode.FLOOR);
    }

    private TreeSet<String> underlyings() {
        TreeSet<String> all = new TreeSet<>();
        items.forEach(item -> all.add(item.terms().underlying()));
        owned.forEach((asset, amount) -> {
            if (!asset.equals(base) && amount.signum() != 0) {
                List.of(asset, base).stream().filter(policy::names).forEach(all::add);
            }
        });
        return all;
    }

    /** Loss in the worst cell, roll shocks and delta shocks together. */
    private BigDecimal[] matrix(boolean orders) {
        BigDecimal least = BigDecimal.ZERO;
        for (int i = 0; i < CELLS; i++) {
            BigDecimal sum = BigDecimal.ZERO;
            for (String underlying : underlyings()) {
                sum = sum.add(counted(policy.of(underlying), i, cell(underlying, i, orders)));
            }
            least = least.min(sum);
        }
        BigDecimal total = least.negate();
        for (String underlying : underlyings()) {
            total = total.add(roll(underlying, orders)).add(deltaShock(underlying, orders));
        }
        return new BigDecimal[] {total};
    }

    private static BigDecimal counted(MarginParameters p, int cell, BigDecimal profit) {
        BigDecimal counts = profit;
        if (cell >= 27) {
            counts = down(profit.multiply(BigDecimal.valueOf(p.extendedFactorPpm(), 6)));
            if (counts.signum() < 0) {
                counts = counts.add(BigDecimal.valueOf(p.dampenerUsdMicros()).movePointRight(2)).min(BigDecimal.ZERO);
            }
        }
        return counts.signum() <= 0 ? counts : down(counts.multiply(BigDecimal.valueOf(p.gainOffsetPpm(), 6)))
                .min(BigDecimal.valueOf(p.gainCapUsdMicros()).movePointRight(2));
    }

    private BigDecimal cell(String underlying, int cell, boolean orders) {
        BigDecimal s = move(policy.of(underlying), cell);
        BigDecimal total = BigDecimal.ZERO;
        for (String asset : settlements(underlying)) {
            BigInteger sum = BigInteger.ZERO;
            int digits = 0;
            for (Item item : items) {
                if (item.terms().underlying().equals(underlying) && item.terms().settlement().id().equals(asset)) {
                    sum = sum.add(item.order() ? orders ? orderLoss(item, cell) : BigInteger.ZERO : made(item, cell));
                    digits = digits(item.terms());
                }
            }
            BigDecimal dollars = down(new BigDecimal(sum).multiply(prices.get(asset)).scaleByPowerOfTen(8 - digits));
            total = total.add(moved(dollars, asset.equals(underlying), base.equals(underlying), s));
        }
        for (var entry : owned.entrySet()) {
            boolean moves = entry.getKey().equals(underlying);
            if (!entry.getKey().equals(base) && moves != base.equals(underlying)) {
                BigDecimal dollars = down(entry.getValue().multiply(prices.get(entry.getKey())).scaleByPowerOfTen(8));
                total = total.add(moves ? down(dollars.multiply(s))
                        : dollars.multiply(s.negate()).divide(BigDecimal.ONE.add(s), 0, RoundingMode.FLOOR));
            }
        }
        return total;
    }

    private static BigDecimal moved(BigDecimal dollars, boolean asset, boolean base, BigDecimal s) {
        BigDecimal factor = BigDecimal.ONE.add(s);
        return asset == base ? dollars
                : asset ? down(dollars.multiply(factor)) : dollars.divide(factor, 0, RoundingMode.FLOOR);
    }

    private TreeSet<String> settlements(String underlying) {
        TreeSet<String> all = new TreeSet<>();
        items.stream().filter(item -> item.terms().underlying().equals(underlying))
                .forEach(item -> all.add(item.terms().settlement().id()));
        return all;
    }

    private BigInteger made(Item item, int cell) {
        return BigInteger.valueOf(item.lots()).multiply(cells(item, item.lots() >= 0)[cell]);
    }

    private BigInteger orderLoss(Item item, int cell) {
        Terms t = item.terms();
        BigDecimal m = BigDecimal.valueOf(t.multiplier(), t.multiplierScale()).scaleByPowerOfTen(digits(t))
                .multiply(BigDecimal.valueOf(item.lots()));
        BigDecimal price = BigDecimal.valueOf(item.ticks(), t.priceScale());
        BigDecimal mark = BigDecimal.valueOf(item.mark().ticks(), t.priceScale());
        BigDecimal edge = t.payoff() instanceof Payoff.Inverse
                ? m.multiply(mark.subtract(price)).divide(price.multiply(mark), 0, RoundingMode.FLOOR)
                : down(m.multiply(mark.subtract(price)));
        return made(item, cell).add(edge.toBigIntegerExact()).min(BigInteger.ZERO);
    }

    private BigDecimal roll(String underlying, boolean orders) {
        MarginParameters p = policy.of(underlying);
        BigDecimal total = BigDecimal.ZERO;
        for (String asset : settlements(underlying)) {
            Map<Long, List<BigInteger>> positions = new TreeMap<>();
            Map<Long, List<BigInteger>> working = new TreeMap<>();
            int digits = 0;
            for (Item item : items) {
                if (item.terms().underlying().equals(underlying) && item.terms().settlement().id().equals(asset)) {
                    Map<Long, BigInteger> shocks = new TreeMap<>();
                    for (Part part : parts(item)) {
                        shocks.merge(part.terms().expiresAtMicros(), rollShock(part, p)
                                .multiply(BigInteger.valueOf(item.lots() * part.ratio())), BigInteger::add);
                    }
                    shocks.forEach((expiry, each) -> {
                        positions.computeIfAbsent(expiry, _ -> new ArrayList<>());
                        working.computeIfAbsent(expiry, _ -> new ArrayList<>());
                        (item.order() ? working : positions).get(expiry).add(each);
                    });
                    digits = digits(item.terms());
                }
            }
            BigInteger sum = BigInteger.ZERO;
            for (long expiry : positions.keySet()) {
                sum = sum.add(furthest(positions.get(expiry), orders ? working.get(expiry) : List.of()));
            }
            total = total.add(up(new BigDecimal(sum).multiply(prices.get(asset)).scaleByPowerOfTen(8 - digits)));
        }
        return total;
    }

    private BigInteger rollShock(Part item, MarginParameters p) {
        long left = item.terms().expiresAtMicros() == Long.MAX_VALUE ? 0
                : Math.max(0, item.terms().expiresAtMicros() - item.mark().observedAtMicros());
        BigDecimal annual = BigDecimal.valueOf(p.rollAnnualPpm()).multiply(BigDecimal.valueOf(left))
                .divide(YEAR, 0, RoundingMode.CEILING);
        BigDecimal shock = annual.max(BigDecimal.valueOf(p.rollFloorPpm()));
        BigDecimal slope = new BigDecimal(rounded(item.terms(), item.mark()).slope());
        return slope.multiply(shock).divide(MILLION, 0, RoundingMode.UP).toBigIntegerExact();
    }

    /** The largest size of the positions with any subset of the orders. */
    private static BigInteger furthest(List<BigInteger> positions, List<BigInteger> orders) {
        BigInteger net = positions.stream().reduce(BigInteger.ZERO, BigInteger::add);
        BigInteger up = orders.stream().filter(o -> o.signum() > 0).reduce(net, BigInteger::add);
        BigInteger down = orders.stream().filter(o -> o.signum() < 0).reduce(net, BigInteger::add);
        return up.abs().max(down.abs());
    }

    private BigDecimal deltaShock(String underlying, boolean orders) {
        MarginParameters p = policy.of(underlying);
        BigDecimal delta = BigDecimal.ZERO;
        for (String asset : settlements(underlying)) {
            List<BigInteger> positions = new ArrayList<>();
            List<BigInteger> working = new ArrayList<>();
            int digits = 0;
            for (Item item : items) {
                if (item.terms().underlying().equals(underlying) && item.terms().settlement().id().equals(asset)) {
                    (item.order() ? working : positions).add(
                            slope(item).multiply(BigInteger.valueOf(item.lots())));
                    digits = digits(item.terms());
                }
            }
            BigInteger size = furthest(positions, orders ? working : List.of());
            delta = delta.add(up(new BigDecimal(size).multiply(prices.get(asset)).scaleByPowerOfTen(8 - digits)));
        }
        BigDecimal threshold = BigDecimal.valueOf(p.deltaThresholdUsdMicros()).movePointRight(2);
        if (delta.compareTo(threshold) <= 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal over = delta.subtract(threshold).min(threshold);
        BigDecimal ppm = over.multiply(BigDecimal.valueOf(p.deltaShockPpm())).divide(threshold, 0, RoundingMode.CEILING);
        return up(delta.multiply(ppm).movePointLeft(6));
    }
}

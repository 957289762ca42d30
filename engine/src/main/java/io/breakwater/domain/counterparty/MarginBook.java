package io.breakwater.domain.counterparty;

import io.breakwater.domain.instrument.Asset;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.market.ArrayBasis;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.risk.PortfolioMargin;
import io.breakwater.domain.risk.PortfolioMargin.Equity;
import io.breakwater.domain.risk.PortfolioMargin.Group;
import io.breakwater.domain.risk.Requirement;
import io.breakwater.domain.risk.Resting;
import io.breakwater.domain.risk.RiskSums;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.LongMap;
import io.breakwater.kernel.Overflow;
import io.breakwater.kernel.Table;
import java.util.List;

/**
 * The risk arrays of one account in portfolio margin, summed, and what they were summed from. Derived, never stored;
 * immutable. One order more or less is one vector added or taken off; another basis of an instrument replaces that
 * instrument's lines alone.
 *
 * @param base asset that the account counts in
 * @param lines by {@link PositionKey}
 * @param groups by {@link Group#key}
 * @param made profit of open positions by settlement asset
 * @param owned balances by asset
 */
public record MarginBook(
        String base,
        LongMap<MarginLine> lines,
        Table<String, Group> groups,
        Table<String, Equity> made,
        Table<String, Equity> owned) {

    /**
     * What an order that is being judged would change.
     *
     * @param out order that it replaces; null for none
     * @param in order that has been judged with it and works beside it; null for none
     * @param asked its own lots and price
     * @param quotes whether it is a quote
     */
    record Change(WorkingOrder out, WorkingOrder in, Resting asked, boolean quotes) {}

    static MarginBook of(String base) {
        return new MarginBook(base, LongMap.empty(), Table.empty(), Table.empty(), Table.empty());
    }

    Requirement requirement(MarketView view) {
        try {
            return margin(view, groups).requirement();
        } catch (Overflow _) {
            return Requirement.UNBOUNDED;
        }
    }

    /** Initial margin in micro-dollars; {@link Long#MAX_VALUE} when it does not fit. */
    long initial(MarketView view) {
        try {
            return margin(view, groups).initialUsdMicros();
        } catch (Overflow _) {
            return Long.MAX_VALUE;
        }
    }

    /** What everything makes in a cell; nothing where no cell loses or a figure does not fit. */
    List<PortfolioMargin.InCell> in(int cell, MarketView view) {
        try {
            return cell < 0 ? List.of() : margin(view, groups).in(cell);
        } catch (Overflow _) {
            return List.of();
        }
    }

    /** Initial margin if the change were made. @throws Overflow when a sum does not fit */
    long initialAfter(ArrayBasis basis, Change change, MarketView view) {
        return after(basis, change, view).initialUsdMicros();
    }

    /** The whole requirement if the change were made. @throws Overflow when a sum does not fit */
    Requirement requirementAfter(ArrayBasis basis, Change change, MarketView view) {
        return after(basis, change, view).requirement();
    }

    private PortfolioMargin after(ArrayBasis basis, Change change, MarketView view) {
        Table<String, Group> now = groups;
        for (ArrayBasis part : basis.parts()) {
            RiskSums sums = sums(part.terms()).copy();
            if (change.out() != null) {
                sums.addOrders(part, MarginLine.rests(change.out()), -1);
            }
            if (change.in() != null) {
                sums.addOrders(part, MarginLine.rests(change.in()), 1);
            }
            sums.addOrder(part, change.asked(), 1);
            sums.addQuotes(change.quotes() ? 1 : 0);
            now = with(now, part.terms(), sums);
        }
        return margin(view, now);
    }

    private PortfolioMargin margin(MarketView view, Table<String, Group> of) {
        return new PortfolioMargin(view, base, of, equity());
    }

    /** Balances and profit together. */
    private Table<String, Equity> equity() {
        Table<String, Equity> sum = owned;
        for (int i = 0; i < made.size(); i++) {
            sum = plus(sum, made.keyAt(i), made.valueAt(i).scale(), made.valueAt(i).minor());
        }
        return sum;
    }

    private static Table<String, Equity> plus(Table<String, Equity> equity, String asset, int scale, long minor) {
        Equity before = equity.get(asset);
        long sum = before == null ? minor : Exact.add(before.minor(), minor);
        return sum == 0 ? equity.remove(asset) : equity.put(asset, new Equity(scale, sum));
    }

    private RiskSums sums(Terms terms) {
        Group group = groups.get(Group.key(terms.underlying(), terms.settlement()));
        return group == null ? RiskSums.empty() : group.sums();
    }

    private static Table<String, Group> with(Table<String, Group> of, Terms terms, RiskSums sums) {
        String key = Group.key(terms.underlying(), terms.settlement());
        return sums.isEmpty() ? of.remove(key)
                : of.put(key, new Group(terms.underlying(), terms.settlement(), sums));
    }

    /** The line of a position has become another; what it made has changed by so much, in its settlement asset. */
    MarginBook changed(long position, MarginLine before, MarginLine after, long madeMinor) {
        Terms terms = after.basis().terms();
        Table<String, Group> summed = groups;
        for (ArrayBasis part : after.basis().parts()) {
            RiskSums sums = sums(part.terms()).copy();
            if (before != null) {
                moved(sums, part, before, after);
            } else {
                after.addTo(sums, part, 1);
            }
            summed = with(summed, part.terms(), sums);
        }
        LongMap<MarginLine> now = after.isEmpty() ? lines.remove(position) : lines.put(position, after);
        return new MarginBook(base, now, summed,
                plus(made, terms.settlement().id(), terms.settlement().scale(), madeMinor), owned);
    }

    /** From one line of an instrument to the next, both of the same basis. */
    private static void moved(RiskSums sums, ArrayBasis part, MarginLine before, MarginLine after) {
        if (before.lots() != after.lots()) {
            sums.addPosition(part, before.lots(), -1);
            sums.addPosition(part, after.lots(), 1);
        }
        if (before.orders() != after.orders()) {
            before.orders().forEach((key, order) -> {
                if (after.orders().get(key) != order) {
                    sums.addOrders(part, MarginLine.rests(order), -1);
                }
            });
            after.orders().forEach((key, order) -> {
                if (before.orders().get(key) != order) {
                    sums.addOrders(part, MarginLine.rests(order), 1);
                }
            });
        }
    }

    /** A position that has no array has made so much, in its settlement asset. */
    MarginBook making(Asset settlement, long minor) {
        return new MarginBook(base, lines, groups, plus(made, settlement.id(), settlement.scale(), minor), owned);
    }

    MarginBook withOwned(Table<String, Equity> balances) {
        return new MarginBook(base, lines, groups, made, balances);
    }
}

package io.breakwater.domain.counterparty;

import io.breakwater.domain.counterparty.MarginBook.Line;
import io.breakwater.domain.instrument.Asset;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.market.ArrayBasis;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.risk.PortfolioMargin.Equity;
import io.breakwater.domain.risk.PortfolioMargin.Group;
import io.breakwater.domain.risk.RiskSums;
import io.breakwater.kernel.Exact;
import io.breakwater.kernel.LongMap;
import io.breakwater.kernel.Table;
import java.util.Map;
import java.util.TreeMap;

/**
 * A {@link MarginBook} while it is summed for a view: from nothing, or from the book of an earlier view of which only
 * the lines are replaced whose basis is another. Mutable, lives for one valuation.
 */
final class BookSum {

    private final String base;
    private final MarketView view;
    private final Map<String, Group> groups = new TreeMap<>();
    private final Map<String, Equity> made = new TreeMap<>();
    private final Map<String, Equity> owned = new TreeMap<>();
    private LongMap<Line> lines = LongMap.empty();
    /** The group that was asked for last: neighbours mostly share it. */
    private Group last;

    /** @param before the same account's book of an earlier view; null for none */
    BookSum(String base, MarginBook before, MarketView view) {
        this.base = base;
        this.view = view;
        if (before != null) {
            rebase(before);
        }
    }

    /** Lines of another basis are taken out and put in again; where that is most of them, all are summed anew. */
    private void rebase(MarginBook before) {
        int[] moved = new int[1];
        before.lines().forEach((instrument, line) -> moved[0] += view.basis(instrument) == line.basis() ? 0 : 1);
        boolean anew = 2 * moved[0] > before.lines().size();
        if (!anew) {
            lines = before.lines();
            before.groups().forEach((key, group) ->
                    groups.put(key, new Group(group.underlying(), group.settlement(), group.sums().copy())));
        }
        LongMap.Builder<Line> all = LongMap.builder();
        before.lines().forEach((instrument, line) -> {
            ArrayBasis now = view.basis(instrument);
            if (anew) {
                sumAnew(instrument, line, now, all);
            } else if (now != line.basis()) {
                replace(instrument, line, now);
            }
        });
        lines = anew ? all.build() : lines;
    }

    private void sumAnew(long instrument, Line line, ArrayBasis now, LongMap.Builder<Line> all) {
        if (now != null && now.array().isKnown()) {
            Line rebased = new Line(now, line.lots(), line.orders());
            MarginBook.add(sums(now.terms()), rebased, 1);
            all.put(instrument, rebased);
        }
    }

    private void replace(long instrument, Line line, ArrayBasis now) {
        MarginBook.add(sums(line.basis().terms()), line, -1);
        lines = lines.remove(instrument);
        if (now != null && now.array().isKnown()) {
            Line rebased = new Line(now, line.lots(), line.orders());
            MarginBook.add(sums(now.terms()), rebased, 1);
            lines = lines.put(instrument, rebased);
        }
    }

    boolean hasLine(long instrument) {
        return lines.containsKey(instrument);
    }

    /** @param basis with an array that is known */
    void add(long instrument, ArrayBasis basis, long lots, LongMap<WorkingOrder> orders) {
        Line line = new Line(basis, lots, orders);
        if (!line.isEmpty()) {
            lines = lines.put(instrument, line);
            MarginBook.add(sums(basis.terms()), line, 1);
        }
    }

    /** It cannot be valued at this view. */
    void drop(long instrument) {
        Line line = lines.get(instrument);
        if (line != null) {
            MarginBook.add(sums(line.basis().terms()), line, -1);
            lines = lines.remove(instrument);
        }
    }

    void made(Asset asset, long minor) {
        add(made, asset.id(), asset.scale(), minor);
    }

    void owned(String asset, int scale, long minor) {
        add(owned, asset, scale, minor);
    }

    private static void add(Map<String, Equity> equity, String asset, int scale, long minor) {
        Equity before = equity.get(asset);
        equity.put(asset, new Equity(scale, before == null ? minor : Exact.add(before.minor(), minor)));
    }

    private RiskSums sums(Terms terms) {
        boolean same = last != null && last.underlying().equals(terms.underlying())
                && last.settlement().equals(terms.settlement());
        if (!same) {
            last = group(terms);
        }
        return last.sums();
    }

    private Group group(Terms terms) {
        return groups.computeIfAbsent(Group.key(terms.underlying(), terms.settlement()),
                _ -> new Group(terms.underlying(), terms.settlement(), RiskSums.empty()));
    }

    MarginBook book() {
        groups.values().removeIf(group -> group.sums().isEmpty());
        return new MarginBook(base, lines, Table.copyOf(groups), balances(made), balances(owned));
    }

    Table<String, Equity> ownings() {
        return balances(owned);
    }

    private static Table<String, Equity> balances(Map<String, Equity> equity) {
        equity.values().removeIf(each -> each.minor() == 0);
        return Table.copyOf(equity);
    }
}

package io.breakwater.domain.counterparty;

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
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
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
    private LongMap<MarginLine> lines = LongMap.empty();
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
        List<ArrayBasis> bases = new ArrayList<>(before.lines().size());
        int[] moved = new int[1];
        before.lines().forEachBeside(view.arrays(), (position, line, shown) -> {
            ArrayBasis now = PositionKey.isShort(position) ? view.basis(PositionKey.instrument(position)) : shown;
            bases.add(now);
            moved[0] += now == line.basis() ? 0 : 1;
        });
        if (2 * moved[0] > before.lines().size()) {
            sumAnew(before, bases.iterator());
            return;
        }
        lines = before.lines();
        before.groups().forEach((key, group) ->
                groups.put(key, new Group(group.underlying(), group.settlement(), group.sums().copy())));
        Iterator<ArrayBasis> next = bases.iterator();
        before.lines().forEach((position, line) -> replace(position, line, next.next()));
    }

    /** @param bases of the lines now, in their order */
    private void sumAnew(MarginBook before, Iterator<ArrayBasis> bases) {
        LongMap.Builder<MarginLine> all = LongMap.builder();
        before.lines().forEach((position, line) -> {
            ArrayBasis now = bases.next();
            if (now != null && now.isKnown()) {
                MarginLine rebased = line.rebased(now);
                add(rebased, 1);
                all.put(position, rebased);
            }
        });
        lines = all.build();
    }

    private void replace(long position, MarginLine line, ArrayBasis now) {
        if (now == line.basis()) {
            return;
        }
        add(line, -1);
        lines = lines.remove(position);
        if (now != null && now.isKnown()) {
            MarginLine rebased = line.rebased(now);
            add(rebased, 1);
            lines = lines.put(position, rebased);
        }
    }

    /** Null where the position has none. */
    MarginLine line(long position) {
        return lines.get(position);
    }

    /** @param basis with an array that is known */
    void add(long position, ArrayBasis basis, long lots, LongMap<WorkingOrder> orders) {
        MarginLine line = new MarginLine(basis, lots, orders);
        if (!line.isEmpty()) {
            lines = lines.put(position, line);
            add(line, 1);
        }
    }

    private void add(MarginLine line, int count) {
        for (ArrayBasis part : line.basis().parts()) {
            line.addTo(sums(part.terms()), part, count);
        }
    }

    /** It cannot be valued at this view. */
    void drop(long position) {
        MarginLine line = lines.get(position);
        if (line != null) {
            add(line, -1);
            lines = lines.remove(position);
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

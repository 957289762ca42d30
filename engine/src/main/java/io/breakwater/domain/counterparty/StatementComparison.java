package io.breakwater.domain.counterparty;

import io.breakwater.domain.counterparty.CounterpartyFact.StatedOrder;
import io.breakwater.domain.counterparty.CounterpartyFact.StatedPosition;
import io.breakwater.domain.counterparty.CounterpartyFact.VenueStatement;
import io.breakwater.domain.counterparty.VenueBreak.Kind;
import io.breakwater.kernel.Exact;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** Holds what a venue states of an account against what we have. An order that may not have left us is not missed. */
final class StatementComparison {
    private final Counterparty state;
    private final VenueStatement statement;
    private final TreeMap<String, VenueBreak> breaks = new TreeMap<>();

    private StatementComparison(Counterparty state, VenueStatement statement) {
        this.state = state;
        this.statement = statement;
    }

    /** Of an account that is known. */
    static CounterpartyEvent.VenueStatementCompared of(Counterparty state, VenueStatement statement) {
        StatementComparison comparison = new StatementComparison(state, statement);
        comparison.positions(state.account(statement.account()));
        comparison.orders();
        List<VenueBreak> found = List.copyOf(comparison.breaks.values());
        int room = Math.min(found.size(), state.money().reconciled().room(statement.account()));
        return new CounterpartyEvent.VenueStatementCompared(statement, found.subList(0, room), found.size());
    }

    private void positions(Account account) {
        TreeMap<Long, Long> stated = new TreeMap<>();
        for (StatedPosition position : statement.positions()) {
            stated.merge(key(account, position), position.lots(), Exact::add);
        }
        account.holdings().forEach((position, _) -> stated.putIfAbsent(position, 0L));
        stated.forEach((position, lots) -> differ(kind(account, position), PositionKey.instrument(position), "", lots,
                account.holding(position).position().lots()));
    }

    /** A venue states the long and the short position of an account apart: their signs tell which is which. */
    private static long key(Account account, StatedPosition position) {
        boolean isShort = account.isHedged() && position.lots() < 0;
        return PositionKey.of(position.instrument(), isShort ? PositionSide.SHORT : PositionSide.NET);
    }

    private static Kind kind(Account account, long position) {
        return !account.isHedged() ? Kind.POSITION
                : PositionKey.isShort(position) ? Kind.SHORT_POSITION : Kind.LONG_POSITION;
    }

    private void orders() {
        TreeSet<String> stated = new TreeSet<>();
        for (StatedOrder order : statement.orders()) {
            stated.add(order.clientOrderId());
            WorkingOrder ours = state.order(order.clientOrderId());
            stated.add(ours == null ? "" : ours.clientOrderId());
            boolean isKnown = ours != null && ours.account().equals(statement.account());
            differ(isKnown ? Kind.ORDER_LEAVES : Kind.ORDER_UNKNOWN, order.instrument(), order.clientOrderId(),
                    order.leavesLots(), isKnown ? ours.leavesLots() : 0);
        }
        state.orders().forEach((_, order) -> {
            boolean isExpected = order.account().equals(statement.account())
                    && order.state() != WorkingOrder.State.DECIDED && !order.isOutgoing()
                    && !stated.contains(order.clientOrderId());
            if (isExpected) {
                differ(Kind.ORDER_MISSING, order.instrument(), order.clientOrderId(), 0, order.leavesLots());
            }
        });
    }

    private void differ(Kind kind, long instrument, String order, long venueLots, long ourLots) {
        if (venueLots != ourLots) {
            VenueBreak found = new VenueBreak(statement.account(), kind, instrument, order, venueLots, ourLots,
                    statement.observedAtMicros());
            long since = state.money().reconciled().since(found, found.sinceMicros());
            breaks.put(found.key(), new VenueBreak(found.account(), kind, instrument, order, venueLots, ourLots,
                    since));
        }
    }
}

package io.breakwater.domain.counterparty;

import io.breakwater.domain.counterparty.BookedFills.BookedFill;
import io.breakwater.domain.counterparty.CounterpartyEvent.FillBooked;
import io.breakwater.domain.counterparty.CounterpartyFact.Fill;
import io.breakwater.domain.counterparty.Position.Trade;
import io.breakwater.domain.risk.ShortLots;
import io.breakwater.kernel.Exact;
import java.util.List;
import java.util.function.UnaryOperator;

/** How fills, busts and corrections change positions, orders and the ledger. A late fill is legal in every state. */
final class FillBook {

    private FillBook() {}

    static Counterparty booked(Counterparty c, FillBooked e, long atMicros) {
        Counterparty released = released(c, e.command());
        Counterparty paid = released.with(released.money().posted(e.entries()));
        return remembered(paid, sided(c, e), false, atMicros);
    }

    /** As it was told, with the side of its position where only its order tells that. */
    private static FillBooked sided(Counterparty c, FillBooked e) {
        Fill fill = e.command();
        PositionSide side = c.account(fill.account()).isHedged() ? sideOf(c, fill) : PositionSide.NET;
        return side == fill.execution().direction().position() ? e
                : new FillBooked(fill.of(side), e.holdId(), e.cashFlowMinor(), e.counted(), e.shorts(),
                        e.underlying(), e.marksPosition(), e.entries());
    }

    /** As it tells, else as the order does that it fills; NET where neither does. */
    static PositionSide sideOf(Counterparty c, Fill fill) {
        PositionSide told = fill.execution().direction().position();
        WorkingOrder order = told == PositionSide.NET ? OrderBook.filledBy(c, fill) : null;
        return order == null ? told : order.positionSide();
    }

    /** @param entries the fill's, reversed */
    static Counterparty busted(Counterparty c, ExecutionKey execution, List<Entry> entries, long atMicros) {
        BookedFill booked = c.money().fills().find(execution);
        Counterparty undone = undone(c.with(c.money().posted(entries)), booked, atMicros);
        return undone.with(undone.money().with(undone.money().fills().with(booked.asUndone())));
    }

    static Counterparty corrected(Counterparty c, CounterpartyEvent.FillCorrected e, long atMicros) {
        BookedFill booked = c.money().fills().find(e.command().execution());
        Counterparty undone = undone(c.with(c.money().posted(e.undone())), booked, atMicros);
        Counterparty paid = undone.with(undone.money().posted(e.corrected().entries()));
        return remembered(paid, e.corrected(), true, atMicros);
    }

    static Counterparty booked(Counterparty c, CounterpartyEvent.LegsBooked e, long atMicros) {
        return remembered(released(c, e.command().whole()), e, false, atMicros);
    }

    static Counterparty busted(Counterparty c, CounterpartyEvent.LegsBusted e, long atMicros) {
        Counterparty next = c.with(c.money().posted(e.entries()));
        for (ExecutionKey execution : e.undone()) {
            BookedFill booked = next.money().fills().find(execution);
            next = undone(next, booked, atMicros);
            next = next.with(next.money().with(next.money().fills().with(booked.asUndone())));
        }
        return next;
    }

    static Counterparty corrected(Counterparty c, CounterpartyEvent.LegsCorrected e, long atMicros) {
        Counterparty next = c.with(c.money().posted(e.entries()));
        for (ExecutionKey execution : e.undone()) {
            next = undone(next, next.money().fills().find(execution), atMicros);
        }
        return remembered(next, e.corrected(), true, atMicros);
    }

    private static Counterparty remembered(Counterparty c, CounterpartyEvent.LegsBooked e, boolean corrected,
            long atMicros) {
        Counterparty next = remembered(c.with(c.money().posted(e.whole().entries())), e.whole(), corrected, atMicros);
        for (FillBooked leg : e.legs()) {
            next = remembered(next.with(next.money().posted(leg.entries())), leg, corrected, atMicros);
        }
        return next;
    }

    static Counterparty transferred(Counterparty c, CounterpartyEvent.PositionTransferred e, long atMicros) {
        CounterpartyFact.PositionTransfer fact = e.command();
        long cash = e.cashFlowMinor();
        Counted one = e.counted();
        Trade in = new Trade(fact.lots(), cash, new Counted(one.notionalUsdMicros(), one.greeks(),
                fact.lots() > 0 ? one.premiumUsdMicros() : 0));
        Trade given = new Trade(-fact.lots(), -cash, new Counted(one.notionalUsdMicros(), one.greeks().negated(),
                fact.lots() < 0 ? one.premiumUsdMicros() : 0));
        Counterparty out = position(c, fact.from(), moved(c, fact.from(), e),
                p -> p.traded(given).openedAfter(p, atMicros));
        return position(out, fact.to(), moved(c, fact.to(), e), p -> p.traded(in).openedAfter(p, atMicros));
    }

    /** Where an account has sides, lots come from the one and to the one that their sign says. */
    private static Traded moved(Counterparty c, String account, CounterpartyEvent.PositionTransferred e) {
        boolean isShort = c.account(account).isHedged() && e.command().lots() < 0;
        return new Traded(PositionKey.of(e.command().instrument(), isShort ? PositionSide.SHORT : PositionSide.NET),
                e.underlying(), e.shorts());
    }

    /** A position as an event names it. @param position by {@link PositionKey} */
    private record Traded(long position, String underlying, ShortLots shorts) {

        static Traded of(FillBooked e) {
            return new Traded(e.command().execution().position(), e.underlying(), e.shorts());
        }
    }

    /** Changes a position whose underlying is known, or that has none yet. */
    static Counterparty position(Counterparty c, String account, long position, UnaryOperator<Position> change) {
        Holding holding = c.account(account).holding(position);
        return position(c, account, new Traded(position, holding.underlying(), holding.shorts()), change);
    }

    /** Changes a position and with it what is used of the limits. */
    private static Counterparty position(Counterparty c, String account, Traded traded,
            UnaryOperator<Position> change) {
        Account owner = c.account(account);
        Holding before = owner.holding(traded.position()).of(traded.underlying());
        Holding after = before.of(traded.shorts()).with(change.apply(before.position()));
        return c.with(owner.with(traded.position(), after, 0), c.orders(), c.used().changed(before, after, 0));
    }

    /** The order's hold shrinks by what was filled; a partner goes, or can fill as much less. */
    private static Counterparty released(Counterparty c, Fill fill) {
        WorkingOrder order = OrderBook.filledBy(c, fill);
        if (order == null) {
            return c;
        }
        Side side = fill.execution().side();
        long lots = Math.min(fill.lots(), order.leaves(side));
        WorkingOrder partner = order.isPaired() ? c.order(order.partner()) : null;
        if (partner != null && lots < order.leavesLots() && (order.away() || partner.away())) {
            return lots == 0 ? c : OrderBook.filledOfPair(c, order, partner, lots);
        }
        Counterparty alone = partner == null ? c : OrderBook.end(c, partner);
        WorkingOrder working = alone.order(order.clientOrderId());
        return OrderBook.goOn(alone, working, lots == 0 ? working : working.filled(side, lots));
    }

    private static Counterparty remembered(Counterparty c, FillBooked e, boolean corrected, long atMicros) {
        Fill fill = e.command();
        long key = fill.execution().position();
        Position before = c.account(fill.account()).holding(key).position();
        Counterparty moved = position(c, fill.account(), Traded.of(e),
                p -> traded(p, e).openedAfter(p, atMicros));
        Position after = moved.account(fill.account()).holding(key).position();
        BookedFill booked = new BookedFill(e, before.counted(), before.anchorTicks(), before.fundedAtMicros(),
                after.lots(), after.counted(), corrected, false);
        return moved.with(moved.money().with(moved.money().fills().with(booked)));
    }

    private static Position traded(Position p, FillBooked e) {
        Fill fill = e.command();
        Position moved = e.marksPosition() ? p.traded(trade(e)) : p;
        return moved.charged(fill.feeAsset(), fill.feeMinor());
    }

    /** Exactly back where nothing has traded since; else as if it had been traded away at its own price. */
    private static Counterparty undone(Counterparty c, BookedFill booked, long atMicros) {
        FillBooked e = booked.event();
        Fill fill = e.command();
        return position(c, fill.account(), Traded.of(e), p -> {
            Position free = p.charged(fill.feeAsset(), Exact.negate(fill.feeMinor()));
            if (!e.marksPosition()) {
                return free;
            }
            Position back = free.traded(trade(e).undone());
            if (!booked.isLatestIn(p)) {
                return back.openedAfter(p, atMicros);
            }
            // A session that was settled meanwhile stays settled.
            long anchor = p.anchorTicks() == 0 ? booked.anchorBeforeTicks() : p.anchorTicks();
            Position restored = back.restored(booked.before(), anchor);
            // What was paid while it was open stays paid.
            boolean wasOpen = p.lots() != 0 && restored.lots() != 0;
            return wasOpen ? restored : restored.fundedAt(booked.fundedBeforeMicros());
        });
    }

    private static Trade trade(FillBooked e) {
        Fill fill = e.command();
        return new Trade(fill.execution().side().sign() * fill.lots(), e.cashFlowMinor(), e.counted());
    }
}

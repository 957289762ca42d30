package io.breakwater.domain.counterparty;

import io.breakwater.kernel.LongMap;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** How a counterparty changes when an order begins, changes or ends: order, holding and use of limits together. */
final class OrderBook {

    private OrderBook() {}

    static Counterparty add(Counterparty c, WorkingOrder order, String underlying) {
        Account account = c.account(order.account());
        Holding before = account.holding(order.position()).of(underlying);
        Holding after = before.of(order.hold().shorts()).with(order);
        return legs(c.with(account.with(order.position(), after, 1), c.orders().put(order.key(), order),
                c.used().changed(before, after, 1)), null, order);
    }

    /** Another version of an order that works. */
    static Counterparty replace(Counterparty c, WorkingOrder old, WorkingOrder now) {
        Account account = c.account(old.account());
        Holding before = account.holding(old.position());
        Holding after = before.of(now.hold().shorts()).without(old).with(now);
        return legs(renamed(c, old, now).with(account.with(old.position(), after, 0),
                without(c, old, now).put(now.key(), now), c.used().changed(before, after, 0)), old, now);
    }

    /** @param out null for none @param in null for none */
    private static Counterparty legs(Counterparty c, WorkingOrder out, WorkingOrder in) {
        String account = out == null ? in.account() : out.account();
        Counterparty held = legs(c, account, out == null ? Hold.NONE : out.reserved(),
                in == null ? Hold.NONE : in.reserved());
        return legs(held, account, out != null && out.replacing() ? out.turned() : Hold.NONE,
                in != null && in.replacing() ? in.turned() : Hold.NONE);
    }

    /**
     * With what orders of combos could bring in their legs.
     *
     * @param out what is held no more
     * @param in what is held from now on
     */
    static Counterparty legs(Counterparty c, String account, Hold out, Hold in) {
        Counterparty changed = c;
        for (LegHold leg : out.legs()) {
            for (Side side : Side.values()) {
                changed = leg(changed, account, leg.position(side), held -> held.withoutLeg(leg, side));
            }
        }
        for (LegHold leg : in.legs()) {
            for (Side side : Side.values()) {
                changed = leg(changed, account, leg.position(side), held -> held.withLeg(leg, side));
            }
        }
        return changed;
    }

    private static Counterparty leg(Counterparty c, String account, long position, UnaryOperator<Holding> change) {
        Account owner = c.account(account);
        Holding before = owner.holding(position);
        Holding after = change.apply(before);
        return c.with(owner.with(position, after, 0), c.orders(), c.used().changed(before, after, 0));
    }

    /** The orders without one that goes on under another id. */
    private static LongMap<WorkingOrder> without(Counterparty c, WorkingOrder old, WorkingOrder now) {
        return now.clientOrderId().equals(old.clientOrderId()) ? c.orders() : c.orders().remove(old.key());
    }

    /** The further ids that an order is known by are those of its latest version. @param now null: it has ended */
    private static Counterparty renamed(Counterparty c, WorkingOrder old, WorkingOrder now) {
        if (!old.hasOtherIds() && (now == null || !now.hasOtherIds())) {
            return c;
        }
        LongMap<String> ids = c.otherIds().remove(WorkingOrder.key(old.pendingId()))
                .remove(WorkingOrder.key(old.formerId()));
        return c.withOtherIds(now == null ? ids
                : known(known(ids, now.pendingId(), now), now.formerId(), now));
    }

    private static LongMap<String> known(LongMap<String> ids, String id, WorkingOrder order) {
        return id.isEmpty() ? ids : ids.put(WorkingOrder.key(id), order.clientOrderId());
    }

    /** An order has ended; a partner that goes on counts for itself from now on. */
    static Counterparty end(Counterparty c, WorkingOrder order) {
        Account account = c.account(order.account());
        Holding before = account.holding(order.position());
        Holding after = before.without(order);
        Counterparty ended = legs(renamed(c, order, null).with(account.with(order.position(), after, -1),
                c.orders().remove(order.key()), c.used().changed(before, after, -1)), order, null);
        WorkingOrder partner = order.isPaired() ? ended.order(order.partner()) : null;
        return partner == null ? ended : replace(ended, partner, partner.alone());
    }

    /**
     * A part of one of a pair was filled at a venue, which ends the other one in its own time: until it says so, that
     * one may fill the share of it that the first has left. Both together never come to more than the larger of them.
     *
     * @param lots less than the order's leaves
     */
    static Counterparty filledOfPair(Counterparty c, WorkingOrder order, WorkingOrder partner, long lots) {
        WorkingOrder filled = order.filled(order.side(), lots);
        WorkingOrder rest = partner.left(partner.hold().share(filled.leavesLots(), order.leavesLots()));
        Counterparty less = replace(c, partner, rest.paired(order.clientOrderId(), Hold.NONE));
        return replace(less, order, filled.paired(partner.clientOrderId(), filled.hold().max(rest.hold())));
    }

    /** Another state of an order that reserves what it did. */
    static Counterparty kept(Counterparty c, WorkingOrder order) {
        return c.with(c.orders().put(order.key(), order));
    }

    /** Cancelled at once where we are the venue, else when the venue says so. */
    static Counterparty cancel(Counterparty c, WorkingOrder order, boolean inForce) {
        return inForce ? end(c, order) : kept(c, order.cancelling());
    }

    /** A venue has been asked to cancel it and has not answered: another cancel changes nothing. */
    static boolean isBeingCancelled(WorkingOrder order) {
        return order.state() == WorkingOrder.State.PENDING_CANCEL && order.away();
    }

    /** The order that a fill is of; null when it works no more, or the fill is in another position. */
    static WorkingOrder filledBy(Counterparty c, CounterpartyFact.Fill fill) {
        WorkingOrder order = fill.clientOrderId().isEmpty() ? null
                : Quotes.filledBy(c, fill.clientOrderId(), fill.execution().side(), fill.lots());
        boolean matches = order != null && order.instrument() == fill.execution().instrument()
                && order.account().equals(fill.account());
        PositionSide told = fill.execution().direction().position();
        return matches && (told == PositionSide.NET || told == order.positionSide()) ? order : null;
    }

    /** Another version of an order, which has ended when nothing of it is left. */
    static Counterparty goOn(Counterparty c, WorkingOrder old, WorkingOrder now) {
        return now.isFilled() ? end(c, old) : replace(c, old, now);
    }

    /** Working orders that a mass cancel names; the new quote stands for the one that it is to replace. */
    static List<WorkingOrder> named(Counterparty c, CounterpartyRequest.MassCancel request) {
        List<WorkingOrder> named = new ArrayList<>();
        c.orders().forEach((_, order) -> {
            boolean account = request.account().isEmpty() || request.account().equals(order.account());
            boolean instrument = request.instrument() == 0 || request.instrument() == order.instrument();
            if (account && instrument && !order.isOutgoing()) {
                named.add(order);
            }
        });
        return named;
    }

    /** Nothing rests in an instrument that has ended. */
    static Counterparty endAllIn(Counterparty c, String account, long instrument) {
        LongMap<WorkingOrder> working = c.orders();
        Counterparty ended = c;
        for (long key : working.sortedKeys()) {
            WorkingOrder order = ended.orders().get(key);
            if (order != null && order.instrument() == instrument && order.account().equals(account)) {
                ended = end(ended, order);
            }
        }
        return ended;
    }
}

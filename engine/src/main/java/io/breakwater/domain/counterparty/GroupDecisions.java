package io.breakwater.domain.counterparty;

import io.breakwater.domain.Context;
import io.breakwater.domain.counterparty.CounterpartyRejection.Code;
import io.breakwater.domain.counterparty.CounterpartyRequest.GroupKind;
import io.breakwater.domain.counterparty.CounterpartyRequest.MassQuote;
import io.breakwater.domain.counterparty.CounterpartyRequest.NewOrder;
import io.breakwater.domain.counterparty.CounterpartyRequest.OrderGroup;
import io.breakwater.domain.counterparty.CounterpartyRequest.OrderType;
import io.breakwater.domain.counterparty.CounterpartyRequest.Quote;
import io.breakwater.domain.counterparty.CounterpartyRequest.TimeInForce;
import io.breakwater.domain.market.Quoted;
import io.breakwater.kernel.Unit;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests of several orders, taken whole or refused whole: each entry is judged on the state that the ones before it
 * would leave behind.
 */
final class GroupDecisions {

    private final Decisions decisions;
    private final Context context;
    private final List<Hold> holds = new ArrayList<>();
    private final List<String> underlyings = new ArrayList<>();
    private final Counterparty begun;
    private Counterparty state;
    private Valuation valuation;
    private boolean counted;

    GroupDecisions(Decisions decisions, Counterparty state, Valuation valuation, Context context) {
        this.decisions = decisions;
        this.begun = state;
        this.state = state;
        this.valuation = valuation;
        this.context = context;
    }

    CounterpartyEvent place(OrderGroup group) {
        CounterpartyRejection malformed = malformed(group);
        if (malformed != null) {
            return new CounterpartyEvent.RequestRefused(group, malformed);
        }
        boolean pair = group.kind() == GroupKind.ONE_CANCELS_OTHER;
        for (int i = 0; i < group.orders().size(); i++) {
            CounterpartyRejection refused = judge(group.orders(), i, pair);
            if (refused != null) {
                return new CounterpartyEvent.RequestRefused(group, refused);
            }
            // Only one of a pair can fill, so the second is judged beside the first, not on top of it.
            if (!pair) {
                take(group.orders().get(i), i);
            }
        }
        return new CounterpartyEvent.GroupPlaced(group, decisions.nextId(0), List.copyOf(holds),
                List.copyOf(underlyings));
    }

    /** Null when the group is well formed. */
    private CounterpartyRejection malformed(OrderGroup group) {
        int size = group.orders().size();
        boolean pair = group.kind() == GroupKind.ONE_CANCELS_OTHER;
        if (size == 0 || size > CounterpartyRequest.MAX_ENTRIES || pair && size != 2) {
            return tooMany(pair ? 2 : CounterpartyRequest.MAX_ENTRIES, size);
        }
        for (NewOrder order : group.orders()) {
            if (state.account(order.account()) == null) {
                return CounterpartyRejection.of(Code.UNKNOWN_ACCOUNT, order.account());
            }
        }
        return pair && !isPair(group.orders().get(0), group.orders().get(1))
                ? CounterpartyRejection.of(Code.GROUP_MEMBER, group.orders().get(1).clientOrderId())
                : null;
    }

    private static boolean isPair(NewOrder first, NewOrder second) {
        return first.account().equals(second.account()) && first.position() == second.position()
                && !first.clientOrderId().equals(second.clientOrderId());
    }

    CounterpartyEvent quote(MassQuote request) {
        int size = request.quotes().size();
        if (size == 0 || size > CounterpartyRequest.MAX_ENTRIES) {
            return new CounterpartyEvent.RequestRefused(request, tooMany(CounterpartyRequest.MAX_ENTRIES, size));
        }
        if (state.account(request.account()) == null) {
            return new CounterpartyEvent.RequestRefused(request,
                    CounterpartyRejection.of(Code.UNKNOWN_ACCOUNT, request.account()));
        }
        for (int i = 0; i < size; i++) {
            CounterpartyRejection refused = judge(request, i);
            if (refused != null) {
                return new CounterpartyEvent.RequestRefused(request, refused);
            }
        }
        return new CounterpartyEvent.QuotesReplaced(request, decisions.nextId(0), List.copyOf(holds),
                List.copyOf(underlyings));
    }

    private CounterpartyRejection judge(List<NewOrder> group, int i, boolean pair) {
        NewOrder order = group.get(i);
        Account account = state.account(order.account());
        OrderCheck.Message message = i == 0 ? OrderCheck.Message.SUBMIT : OrderCheck.Message.GROUP_PART;
        CheckedBook book = CheckedBook.of(account.holding(order.position()));
        NewOrder other = group.getFirst();
        WorkingOrder first = pair && i > 0 ? WorkingOrder.placed(other, account, 0, holds.getFirst()) : null;
        OrderCheck check = new OrderCheck(state, account, order, context.view().instrument(order.instrument()),
                pair && i > 0 ? book.beside(first) : book, context, valuation, message);
        CounterpartyRejection refused = decisions.judge(check);
        if (refused == null) {
            holds.add(check.hold);
            underlyings.add(check.quoted.terms().underlying());
        }
        return refused;
    }

    private void take(NewOrder order, int i) {
        WorkingOrder working =
                WorkingOrder.placed(order, state.account(order.account()), decisions.nextId(i), holds.get(i));
        advance(OrderBook.add(state, working, underlyings.get(i)), order.account(), order.position(),
                order.clientOrderId());
    }

    /** Bid and ask of one quote: instead of the one that it replaces, or beside it until a venue has replaced it. */
    private CounterpartyRejection judge(MassQuote request, int i) {
        Quote quote = request.quotes().get(i);
        Account account = state.account(request.account());
        Quoted quoted = context.view().instrument(quote.instrument());
        String id = WorkingOrder.quoteId(request.group(), quote.instrument());
        WorkingOrder old = state.order(id);
        CounterpartyRejection impossible = impossible(request, quote, old, Quotes.outgoing(state, id));
        if (impossible != null) {
            return impossible;
        }
        CheckedBook book = instead(account, quote.instrument(), old);
        if (quote.bidLots() > 0 && quote.askLots() > 0 && quote.bidTicks() >= quote.askTicks()) {
            return new CounterpartyRejection(Code.SELF_TRADE, state.profile().scope(), quote.askTicks(),
                    quote.askTicks(), quote.bidTicks(), Unit.TICKS, quoted == null ? request.group() : quoted.name());
        }
        Hold hold = Hold.NONE;
        for (Side side : Side.values()) {
            long lots = side == Side.BUY ? quote.bidLots() : quote.askLots();
            if (lots != 0) {
                OrderCheck check = new OrderCheck(state, account, asOrder(request, quote, side), quoted,
                        hold == Hold.NONE ? book : book.holding(hold, quoted.terms().underlying(),
                                asWorking(request, account, quote, hold)), context,
                        valuation, message());
                CounterpartyRejection refused = decisions.judge(check);
                if (refused != null) {
                    return refused;
                }
                hold = hold.with(check.hold);
            }
        }
        String underlying = quoted == null ? "" : quoted.terms().underlying();
        holds.add(hold);
        underlyings.add(underlying);
        advance(Application.quote(state, request, i, decisions.nextId(i), hold, underlying), request.account(),
                quote.instrument(), id, WorkingOrder.outgoingId(id));
        return null;
    }

    /**
     * Null when there can be such a quote.
     *
     * @param old that it replaces; null for none
     * @param outgoing that a venue has not replaced with that one yet; null for none
     */
    private CounterpartyRejection impossible(MassQuote request, Quote quote, WorkingOrder old, WorkingOrder outgoing) {
        WorkingOrder known = old == null ? outgoing : old;
        if (known == null) {
            return null;
        }
        if (!known.isQuoteOf(request, quote)) {
            return CounterpartyRejection.of(Code.DUPLICATE_CLIENT_ORDER_ID, known.clientOrderId());
        }
        boolean withdraws = quote.bidLots() == 0 && quote.askLots() == 0;
        return outgoing == null || withdraws ? null
                : CounterpartyRejection.of(Code.ORDER_PENDING, known.clientOrderId());
    }

    /** The book without a quote that is replaced. Until a venue has replaced it all of it counts but its prices. */
    private CheckedBook instead(Account account, long instrument, WorkingOrder old) {
        Holding before = account.holding(instrument);
        if (old == null) {
            return CheckedBook.of(before);
        }
        return old.away() ? CheckedBook.of(before, before.without(old).holding(old.hold()))
                : CheckedBook.instead(before, old);
    }

    private static WorkingOrder asWorking(MassQuote request, Account account, Quote quote, Hold hold) {
        return WorkingOrder.quoted(request.group(), request, account, quote, 0, hold);
    }

    /** The first side that is quoted counts for all of them; withdrawing counts for none. */
    private OrderCheck.Message message() {
        OrderCheck.Message message = counted ? OrderCheck.Message.QUOTE_PART : OrderCheck.Message.QUOTE;
        counted = true;
        return message;
    }

    private void advance(Counterparty next, String account, long position, String... orders) {
        Revaluation.Step step = new Revaluation.Step(state, next, account, position, List.of(orders));
        Valuation now = Revaluation.touched(valuation, step, context.view());
        valuation = now == Valuation.NONE ? Valuation.of(next, context.view()) : now;
        state = next;
    }

    private static NewOrder asOrder(MassQuote request, Quote quote, Side side) {
        boolean buys = side == Side.BUY;
        return new NewOrder(request.account(), request.group(), quote.instrument(),
                Direction.of(side), OrderType.LIMIT,
                TimeInForce.GOOD_TILL_CANCEL, buys ? quote.bidTicks() : quote.askTicks(),
                buys ? quote.bidLots() : quote.askLots(), false, true, request.venue(), request.venueAccount());
    }

    private CounterpartyRejection tooMany(int limit, int size) {
        return new CounterpartyRejection(Code.TOO_MANY, begun.profile().scope(), limit, 0, size,
                Unit.COUNT, "");
    }
}

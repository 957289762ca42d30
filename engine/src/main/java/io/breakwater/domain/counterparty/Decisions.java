package io.breakwater.domain.counterparty;

import io.breakwater.domain.Context;
import io.breakwater.domain.counterparty.CounterpartyRejection.Code;
import io.breakwater.domain.counterparty.CounterpartyRequest.Amend;
import io.breakwater.domain.counterparty.CounterpartyRequest.Cancel;
import io.breakwater.domain.counterparty.CounterpartyRequest.MassCancel;
import io.breakwater.domain.counterparty.CounterpartyRequest.NewOrder;
import io.breakwater.domain.counterparty.CounterpartyRequest.Replace;
import io.breakwater.domain.counterparty.RequestWindow.Remembered;
import io.breakwater.domain.market.Quoted;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Decision.Answered;
import io.breakwater.kernel.Decision.Taken;
import io.breakwater.kernel.MalformedDecimal;
import io.breakwater.kernel.Outcome;
import io.breakwater.kernel.Overflow;
import io.breakwater.kernel.RequestId;
import io.breakwater.kernel.Unit;
import java.util.List;
import java.util.function.Function;

/**
 * One command against one state: the event that answers it, or an answer that changes nothing. Pure; what it may know
 * of the world is in the context. An id that was decided before is answered from memory, whatever the command (I-05).
 */
final class Decisions {

    private static final long MILLI_MICROS = 1_000;

    private final Counterparty state;
    private final Valued valued;
    private final Context context;
    private final List<RuleVerdict> trail;

    /** @param trail null, or where the rules write down what they looked at */
    Decisions(Valued valued, Context context, List<RuleVerdict> trail) {
        this.state = valued.counterparty();
        this.valued = valued;
        this.context = context;
        this.trail = trail;
    }

    Decision<CounterpartyEvent> decide(CounterpartyCommand command, RequestId id) {
        Remembered known = state.window().find(id);
        return switch (command) {
            case CounterpartyRequest request when known != null -> new Answered<>(replayed(request, known));
            case CounterpartyFact fact when known != null -> repeated(fact, id, known);
            case CounterpartyRequest _ when state.window().hasForgotten(id) ->
                    new Answered<>(Outcome.of(Outcome.Verdict.UNKNOWN, tooOld(id)));
            case CounterpartyRequest request when state.window().isTooOld(id) && !isHeardAllTheSame(request, id) ->
                    new Answered<>(Outcome.refused(tooOld(id)));
            case CounterpartyRequest request -> requested(request);
            case CounterpartyFact fact -> new FactBooking(valued, context).book(fact, id);
        };
    }

    /**
     * Whoever made ids that are ahead, as many as are remembered, must not keep others from stopping trade meanwhile
     * (I-03, I-07). Decided twice, these do no harm.
     */
    private boolean isHeardAllTheSame(CounterpartyRequest request, RequestId id) {
        boolean stops = request instanceof Cancel || request instanceof MassCancel
                || request instanceof CounterpartyRequest.Restrict;
        return stops && id.timestampMillis() >= context.nowMicros() / MILLI_MICROS - RequestWindow.AHEAD_MILLIS;
    }

    private static CounterpartyRejection tooOld(RequestId id) {
        return CounterpartyRejection.of(Code.REQUEST_ID_TOO_OLD, id.uuid());
    }

    /** Another fact under the id of something else has happened all the same: a person has to look at it. */
    private Decision<CounterpartyEvent> repeated(CounterpartyFact fact, RequestId id, Remembered known) {
        long body = Fingerprint.of(fact);
        return known.body() == body || state.window().find(id.apartFor(body)) != null
                ? new Answered<>(Outcome.of(Outcome.Verdict.DUPLICATE, null))
                : new Taken<>(new CounterpartyEvent.FactSuspended(fact, "its request id was used for something else"));
    }

    private Outcome replayed(CounterpartyRequest request, Remembered known) {
        return known.body() == Fingerprint.of(request) || wasUnlisted(known)
                ? Outcomes.replayed(known)
                : Outcome.refused(CounterpartyRejection.of(Code.REQUEST_ID_REUSED, state.profile().id()));
    }

    /** It named what was not listed then, and only that was recorded of it: the same words may name something since. */
    private static boolean wasUnlisted(Remembered known) {
        CounterpartyRejection rejection = known.rejection();
        return !known.isAccepted() && rejection.reason() == Code.UNKNOWN_INSTRUMENT && known.body()
                == Fingerprint.of(new CounterpartyRequest.Unresolved(rejection.reason(), rejection.subject()));
    }

    private Decision<CounterpartyEvent> requested(CounterpartyRequest request) {
        if (!state.profile().onboarded() && !(request instanceof CounterpartyRequest.Onboard)) {
            return answered(Code.UNKNOWN_COUNTERPARTY, state.profile().id());
        }
        try {
            return limited(request, answer(request));
        } catch (Overflow _) {
            return limited(request, refuse(request, Code.OVERFLOW, ""));
        }
    }

    /**
     * Past the message rate a refusal leaves no event, nor does a cancel that changes nothing or a limit that tightens
     * nothing: it would cost the journal what the rate is there to save.
     */
    private Decision<CounterpartyEvent> limited(CounterpartyRequest request, CounterpartyEvent event) {
        if (!(event instanceof CounterpartyEvent.RequestRefused(var _, CounterpartyRejection rejection))) {
            CounterpartyRejection idle = Throttle.ofIdle(state, event, context);
            return idle == null ? new Taken<>(event) : new Answered<>(Outcome.of(Outcome.Verdict.THROTTLED, idle));
        }
        boolean rate = rejection.reason() == Code.SUBMIT_RATE || rejection.reason() == Code.MODIFY_RATE;
        return rate || Throttle.isPast(state, request, context)
                ? new Answered<>(Outcome.of(Outcome.Verdict.THROTTLED, rejection))
                : new Taken<>(event);
    }

    private CounterpartyEvent answer(CounterpartyRequest request) {
        return switch (request) {
            case NewOrder order -> place(order);
            case Amend amend -> amend(amend);
            case Replace replace -> replace(replace);
            case Cancel cancel -> cancel(cancel);
            case MassCancel all -> new CounterpartyEvent.MassCancelled(all, OrderBook.named(state, all).size());
            case CounterpartyRequest.MassQuote quotes -> group().quote(quotes);
            case CounterpartyRequest.OrderGroup orders -> group().place(orders);
            case CounterpartyRequest.Unresolved(Code code, String subject) -> refuse(request, code, subject);
            case CounterpartyRequest.Onboard _, CounterpartyRequest.OpenAccount _, CounterpartyRequest.SetLimit _,
                    CounterpartyRequest.Withdraw _, CounterpartyRequest.MoveCollateral _,
                    CounterpartyRequest.Restrict _, CounterpartyRequest.LiftRestriction _ ->
                    new AccountDecisions(state, valued.valuation(), context).decide(request);
        };
    }

    private GroupDecisions group() {
        return new GroupDecisions(this, state, valued.valuation(), context);
    }

    private CounterpartyEvent place(NewOrder order) {
        Account account = state.account(order.account());
        if (account == null) {
            return refuse(order, Code.UNKNOWN_ACCOUNT, order.account());
        }
        OrderCheck check = check(account, order, account.holding(order.position()));
        CounterpartyRejection refused = judge(check);
        return refused != null
                ? new CounterpartyEvent.RequestRefused(order, refused)
                : new CounterpartyEvent.OrderPlaced(order, nextId(0), check.hold, check.quoted.terms().underlying());
    }

    private OrderCheck check(Account account, NewOrder order, Holding holding) {
        return new OrderCheck(state, account, order, context.view().instrument(order.instrument()),
                CheckedBook.of(holding), context, valued.valuation(),
                OrderCheck.Message.SUBMIT);
    }

    CounterpartyRejection judge(OrderCheck check) {
        return trail == null ? CounterpartyRules.first(check) : CounterpartyRules.explained(check, trail);
    }

    long nextId(int offset) {
        return context.origin().id(state.sequence() + 1 + offset);
    }

    private CounterpartyEvent amend(Amend amend) {
        WorkingOrder old = state.order(amend.clientOrderId());
        return amend(amend, amend, old, hold ->
                new CounterpartyEvent.OrderAmended(amend, hold, !old.away()));
    }

    /** What it leaves out is as it is now. */
    private CounterpartyEvent replace(Replace replace) {
        WorkingOrder old = state.order(replace.clientOrderId());
        if (old == null || replace.instrument() != 0 && replace.instrument() != old.instrument()) {
            return refuse(replace, Code.UNKNOWN_ORDER, replace.clientOrderId());
        }
        String id = replace.newClientOrderId();
        if (!id.isEmpty() && !old.isKnownAs(id) && !state.isFree(id)) {
            return refuse(replace, Code.DUPLICATE_CLIENT_ORDER_ID, id);
        }
        Quoted quoted = context.view().instrument(old.instrument());
        if (quoted == null) {
            return refuse(replace, Code.UNKNOWN_INSTRUMENT, replace.clientOrderId());
        }
        try {
            Amend whole = Replacement.whole(replace, old, quoted.terms());
            return amend(replace, whole, old, hold -> new CounterpartyEvent.OrderReplaced(replace, whole.priceTicks(),
                    whole.lots(), hold, !old.away()));
        } catch (MalformedDecimal malformed) {
            return refuse(replace, Replacement.fault(malformed), quoted.name());
        }
    }

    /** Judged as the order that it would leave behind, against the holding without the one that it replaces. */
    private CounterpartyEvent amend(CounterpartyRequest request, Amend amend, WorkingOrder old,
            Function<Hold, CounterpartyEvent> accepted) {
        CounterpartyRejection impossible = impossible(amend, old);
        if (impossible != null) {
            return new CounterpartyEvent.RequestRefused(request, impossible);
        }
        Account account = state.account(old.account());
        CheckedBook instead = CheckedBook.instead(account.holding(old.position()), old);
        CheckedBook book = old.away() ? instead.replacing(old.hold()) : instead;
        OrderCheck check = new OrderCheck(state, account, asOrder(amend, old),
                context.view().instrument(old.instrument()), book, context, valued.valuation(),
                OrderCheck.Message.MODIFY);
        CounterpartyRejection refused = judge(check);
        return refused != null
                ? new CounterpartyEvent.RequestRefused(request, refused) : accepted.apply(check.hold);
    }

    /** Null when the order can be amended at all. */
    private CounterpartyRejection impossible(Amend amend, WorkingOrder old) {
        if (old == null) {
            return CounterpartyRejection.of(Code.UNKNOWN_ORDER, amend.clientOrderId());
        }
        if (old.kind() != WorkingOrder.Kind.ORDER) {
            return CounterpartyRejection.of(Code.GROUP_MEMBER, amend.clientOrderId());
        }
        if (old.state() == WorkingOrder.State.PENDING_CANCEL) {
            return CounterpartyRejection.of(Code.ORDER_DONE, amend.clientOrderId());
        }
        if (old.replacing()) {
            return CounterpartyRejection.of(Code.ORDER_PENDING, amend.clientOrderId());
        }
        return amend.lots() > old.filledLots() ? null : new CounterpartyRejection(Code.BELOW_FILLED,
                state.profile().scope(), old.filledLots(), old.filledLots(), amend.lots(),
                Unit.LOTS, amend.clientOrderId());
    }

    private static NewOrder asOrder(Amend amend, WorkingOrder old) {
        return new NewOrder(old.account(), old.clientOrderId(), old.instrument(),
                Direction.of(old.side(), old.positionSide()),
                CounterpartyRequest.OrderType.LIMIT, CounterpartyRequest.TimeInForce.GOOD_TILL_CANCEL,
                amend.priceTicks(), amend.lots() - old.filledLots(), old.reduceOnly(), false, "", "");
    }

    private CounterpartyEvent cancel(Cancel cancel) {
        WorkingOrder order = state.order(cancel.clientOrderId());
        return order == null
                ? refuse(cancel, Code.UNKNOWN_ORDER, cancel.clientOrderId())
                : new CounterpartyEvent.OrderCancelled(cancel, !order.away());
    }

    private static CounterpartyEvent refuse(CounterpartyRequest request, Code code, String subject) {
        return new CounterpartyEvent.RequestRefused(request, CounterpartyRejection.of(code, subject));
    }

    private static Decision<CounterpartyEvent> answered(Code code, String subject) {
        return new Answered<>(Outcome.refused(CounterpartyRejection.of(code, subject)));
    }
}

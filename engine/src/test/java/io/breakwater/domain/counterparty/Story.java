package io.breakwater.domain.counterparty;

import io.breakwater.domain.Lift;
import io.breakwater.domain.Limit;
import io.breakwater.domain.Measure;
import io.breakwater.domain.TradingState;
import io.breakwater.domain.counterparty.CounterpartyFact.OrderStatus;
import io.breakwater.domain.counterparty.CounterpartyRequest.GroupKind;
import io.breakwater.domain.counterparty.CounterpartyRequest.NewOrder;
import io.breakwater.domain.counterparty.CounterpartyRequest.Quote;
import io.breakwater.domain.instrument.LifeCycle;
import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.instrument.VenueState;
import io.breakwater.domain.policy.Policy;
import io.breakwater.kernel.Decimals;
import io.breakwater.kernel.Outcome;
import io.breakwater.kernel.Rejection;
import io.breakwater.kernel.RequestId;
import io.breakwater.kernel.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Plays the sentences of the rule tables on a desk: {@code limit NET_POSITION perp 10; position +5 perp @ 100} and then
 * {@code buy 6 perp @ 100}, answered by {@code NET_POSITION limit 10 current 5 requested 11 LOTS}.
 */
final class Story {

    private final Desk desk;
    private RequestId lastId;
    private int orders;

    Story(Desk desk) {
        this.desk = desk;
    }

    Desk desk() {
        return desk;
    }

    /** Every sentence must come true. */
    void given(String sentences) {
        for (String sentence : sentences.split(";")) {
            if (!sentence.isBlank()) {
                happens(sentence.strip());
            }
        }
    }

    private void happens(String sentence) {
        String[] w = sentence.split("\\s+");
        switch (w[0]) {
            case "wait" -> desk.passes(micros(w[1]));
            case "refresh" -> refresh(w);
            case "mark" -> desk.market.mark(w[1], w[2].equals("unknown") ? Mark.NONE : changed(w[1], w));
            case "venue-state" -> desk.market.venueState(w[1], VenueState.valueOf(w[2]));
            case "state" -> desk.market.state(w[1], TradingState.valueOf(w[2]));
            case "stage" -> desk.market.lifeCycle(w[1], LifeCycle.valueOf(w[2]));
            case "control" -> desk.market.control(w[1], TradingState.valueOf(w[2]));
            case "policy" -> desk.market.policy(p -> policy(p, w[1], Long.parseLong(w[2])));
            case "deposit" -> desk.deposit("main", w[2], minor(w[1], w[2]));
            case "position" -> desk.position(after(w, "in", "main"), side(w), Long.parseLong(w[1]), w[2],
                    Long.parseLong(w[4]));
            case "allowance" -> desk.allowance(w[1], Measure.valueOf(w[2]), amount(w[3], Measure.valueOf(w[2])), 0);
            case "remarked" -> desk.tell(new CounterpartyFact.Remarked());
            default -> desk.accepted(command(sentence));
        }
    }

    private void refresh(String[] w) {
        if (w.length == 1) {
            desk.market.refresh(desk.now());
        } else {
            desk.market.mark(w[1], desk.market.quoted(w[1]).mark().ticks(), desk.now());
        }
    }

    private Mark changed(String instrument, String[] w) {
        Mark old = desk.market.quoted(instrument).mark();
        return TestMarket.marked(old, Long.parseLong(w[2]), old.indexTicks(), old.deltaPpm(), desk.now());
    }

    private static Policy policy(Policy p, String name, long value) {
        return new Policy(p.version() + 1, p.markMaxAgeMicros(), p.reducingMarkMaxAgeMicros(), p.collarBps(),
                p.optionCollarUnderlyingBps(), p.optionCollarTicks(),
                name.equals("optionCollarVolatilityBps") ? (int) value : p.optionCollarVolatilityBps(),
                name.equals("duplicateWindowMillis") ? value * 1_000 : p.duplicateWindowMicros(),
                name.equals("submitsPerSecond") ? value : p.submitsPerSecond(),
                name.equals("modifiesPerSecond") ? value : p.modifiesPerSecond(),
                name.equals("workingOrders") ? value : p.workingOrders(), p.collateralHaircutBps(),
                p.staleHaircutBps(), p.margin(),
                p.approvals());
    }

    /** What the caller is told, in words. */
    String when(String sentence) {
        if (sentence.startsWith("again: ")) {
            return words(desk.tell(command(sentence.substring(7)), lastId));
        }
        lastId = desk.nextId();
        return words(desk.tell(command(sentence), lastId));
    }

    CounterpartyCommand command(String sentence) {
        String[] w = sentence.split("\\s+");
        return switch (w[0]) {
            case "buy", "sell" -> order(sentence);
            case "amend" -> new CounterpartyRequest.Amend(w[1], Long.parseLong(w[5]), Long.parseLong(w[3]));
            case "replace" -> new CounterpartyRequest.Replace(w[1], after(w, "as", ""), 0, after(w, "price", ""),
                    after(w, "quantity", ""));
            case "cancel" -> w[1].equals("all")
                    ? new CounterpartyRequest.MassCancel("", 0) : new CounterpartyRequest.Cancel(w[1]);
            case "quote" -> quote(w);
            case "all-or-none:" -> group(GroupKind.ALL_OR_NONE, sentence.substring(12));
            case "one-cancels-other:" -> group(GroupKind.ONE_CANCELS_OTHER, sentence.substring(18));
            case "withdraw" -> new CounterpartyRequest.Withdraw(after(w, "from", "main"), w[2],
                    Integer.parseInt(after(w, "scale", w[2].equals("USD") ? "6" : "8")), minor(w[1], w[2]), "out");
            case "move" -> new CounterpartyRequest.MoveCollateral(after(w, "from", "main"), w[2],
                    Integer.parseInt(after(w, "scale", w[2].equals("USD") ? "6" : "8")), minor(w[1], w[2]),
                    Integer.parseInt(after(w, "to", "2")), "there");
            case "limit", "warning" -> limit(w);
            case "restrict" -> new CounterpartyRequest.Restrict(TradingState.valueOf(w[1]), "risk", "test",
                    w.length > 3 ? desk.now() + micros(w[3]) : Long.MAX_VALUE);
            case "lift" -> new CounterpartyRequest.LiftRestriction(
                    new Lift(Long.parseLong(w[1]), "risk", "simulation", List.of()));
            case "onboard" -> new CounterpartyRequest.Onboard("Acme", "", 1, List.of(), List.of());
            case "open" -> Desk.account(w[1], "self", Permissions.ALL);
            case "unresolved" -> new CounterpartyRequest.Unresolved(CounterpartyRejection.Code.valueOf(w[1]), w[2]);
            case "fill" -> desk.fill(desk.working(w[1]).account(), w[1], Side.valueOf(w[2].toUpperCase()),
                    Long.parseLong(w[3]), w[4], Long.parseLong(w[6]));
            case "report" -> new CounterpartyFact.OrderStatusReport(w[1], OrderStatus.valueOf(w[2]), desk.now());
            default -> throw new IllegalArgumentException("no such sentence: " + sentence);
        };
    }

    private static PositionSide side(String[] words) {
        List<String> all = Arrays.asList(words);
        return all.contains("long") ? PositionSide.LONG : all.contains("short") ? PositionSide.SHORT : PositionSide.NET;
    }

    /** {@code buy 5 perp @ 100 as b1 in away reduce-only}, {@code sell 5 perp @ 100 long in hedge} */
    private NewOrder order(String sentence) {
        orders++;
        String[] w = sentence.strip().split("\\s+");
        NewOrder o = desk.order(after(w, "in", "main"), after(w, "as", "order-" + orders),
                Side.valueOf(w[0].toUpperCase()), Long.parseLong(w[1]), w[2], Long.parseLong(w[4]));
        boolean reduces = Arrays.asList(w).contains("reduce-only");
        return new NewOrder(o.account(), o.clientOrderId(), o.instrument(), Direction.of(o.side(), side(w)), o.type(),
                o.timeInForce(), o.priceTicks(), o.lots(), reduces, o.postOnly(), o.venue(), o.venueAccount());
    }

    private CounterpartyRequest group(GroupKind kind, String orders) {
        List<NewOrder> parsed = new ArrayList<>();
        for (String order : orders.split(" and ")) {
            if (!order.isBlank()) {
                parsed.add(order(order));
            }
        }
        return new CounterpartyRequest.OrderGroup(kind, parsed);
    }

    /** {@code quote perp 5@99 5@101 inverse 0@0 5@101 in away} */
    private CounterpartyRequest quote(String[] w) {
        List<Quote> quotes = new ArrayList<>();
        for (int i = 1; i + 2 < w.length && w[i + 1].contains("@"); i += 3) {
            String[] bid = w[i + 1].split("@");
            String[] ask = w[i + 2].split("@");
            quotes.add(new Quote(desk.market.id(w[i]), Long.parseLong(bid[1]), Long.parseLong(bid[0]),
                    Long.parseLong(ask[1]), Long.parseLong(ask[0])));
        }
        return new CounterpartyRequest.MassQuote(after(w, "in", "main"), after(w, "group", "g"), quotes, "", "");
    }

    /** {@code limit NET_POSITION perp 10}, {@code limit LOSS 100}, {@code limit ORDER_SIZE 5 on main} */
    private CounterpartyRequest limit(String[] w) {
        Measure measure = Measure.valueOf(w[1]);
        boolean named = w.length > 3 && !w[3].equals("on");
        String dimension = named ? w[2] : "";
        Limit limit = new Limit(measure, dimension, amount(w[named ? 3 : 2], measure), w[0].equals("limit"));
        return new CounterpartyRequest.SetLimit(after(w, "on", ""), limit);
    }

    private static String after(String[] words, String word, String otherwise) {
        int at = Arrays.asList(words).indexOf(word);
        return at < 0 ? otherwise : words[at + 1];
    }

    private static long amount(String text, Measure measure) {
        return measure.unit() == Unit.USD_MICROS ? Decimals.parse(text, 6) : Long.parseLong(text);
    }

    private static long minor(String text, String asset) {
        return Decimals.parse(text, asset.equals("USD") ? 6 : 8);
    }

    private static long micros(String seconds) {
        return Decimals.parse(seconds, 6);
    }

    static String words(Outcome outcome) {
        String reason = outcome.rejection() == null ? "" : words(outcome.rejection());
        return switch (outcome.verdict()) {
            case ACCEPTED -> "accepted";
            case REFUSED -> reason;
            case THROTTLED -> "throttled " + reason;
            case DUPLICATE -> "duplicate";
            case SUSPENSE -> "suspense";
            case UNKNOWN -> "unknown " + reason;
        };
    }

    /** Dollars and seconds where the figures are millionths of them; times since the story began. */
    private static String words(Rejection r) {
        return r.unit() == Unit.NONE ? r.code() : "%s limit %s current %s requested %s %s".formatted(
                r.code(), figure(r.limit(), r.unit()), figure(r.current(), r.unit()), figure(r.requested(), r.unit()),
                r.unit() == Unit.USD_MICROS ? "USD" : r.unit() == Unit.MICROS ? "s" : r.unit().name());
    }

    private static String figure(long value, Unit unit) {
        if (unit == Unit.LOTS || unit == Unit.COUNT || unit == Unit.TICKS || unit == Unit.PER_SECOND) {
            return Long.toString(value);
        }
        String text = Decimals.format(value >= TestMarket.START ? value - TestMarket.START : value, 6);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }
}

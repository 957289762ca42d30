package io.breakwater.domain.counterparty;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.Measure;
import io.breakwater.domain.counterparty.CounterpartyFact.FilledLeg;
import io.breakwater.domain.counterparty.CounterpartyFact.LegsFill;
import io.breakwater.domain.counterparty.CounterpartyFact.OrderStatus;
import io.breakwater.domain.counterparty.CounterpartyRequest.GroupKind;
import io.breakwater.domain.counterparty.CounterpartyRequest.NewOrder;
import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.instrument.Payoff;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * I-04 where combos are filled by their legs: whatever orders of combos and of their legs work beside each other, and
 * however they fill, no reserve-time limit is gone past, on the legs either. What is kept up is what is summed anew.
 */
class ComboLimitsTest {

    private static final int STEPS = 1_000;
    private static final List<String> INSTRUMENTS =
            List.of("combo", "combo", "mixed", "reversal", "across", "perp", "call", "put", "eth-perp", "eth-call");
    private static final long LOTS = 60;
    private static final long NOTIONAL = 9_000 * Desk.USD;
    private static final long PREMIUM = 90 * Desk.USD;
    private static final long DELTA = 3_000 * Desk.USD;
    private static final long GAMMA = 25 * Desk.USD;
    private static final long VEGA = 5 * Desk.USD;
    private static final long SHORT_OPTIONS = 40;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 15, 17, 19, 34, 64})
    void areKept(long seed) {
        new Flow(seed, Desk.open(), false).run();
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    void areKeptWhereLongAndShortAreApart(long seed) {
        new Flow(seed, Desk.hedged(MarginMode.CROSS, MarginMode.PORTFOLIO), false).run();
    }

    /** One source tells the legs of a fill and another does not. */
    @ParameterizedTest
    @ValueSource(longs = {2, 3, 7, 12, 30, 44})
    void areKeptWhereSomeFillsTellNoLegs(long seed) {
        new Flow(seed, Desk.open(), true).run();
    }

    @ParameterizedTest
    @ValueSource(longs = {24})
    void areKeptWhereSomeFillsTellNoLegsAndLongAndShortAreApart(long seed) {
        new Flow(seed, Desk.hedged(MarginMode.CROSS, MarginMode.PORTFOLIO), true).run();
    }

    private static final class Flow {
        private final SplittableRandom random;
        private final Desk desk;
        private final String place;
        private final boolean mixed;
        private int orders;
        private int fills;

        Flow(long seed, Desk desk, boolean mixed) {
            this.random = new SplittableRandom(seed);
            this.desk = desk;
            this.mixed = mixed;
            this.place = "seed " + seed;
            desk.limit("", Measure.GROSS_POSITION, "", LOTS);
            desk.limit("", Measure.NET_POSITION, "", LOTS / 2);
            desk.limit("", Measure.GROSS_NOTIONAL, "", NOTIONAL);
            desk.limit("", Measure.CONCENTRATION, "", NOTIONAL / 2);
            desk.limit("", Measure.PREMIUM_PAID, "", PREMIUM);
            desk.limit("", Measure.DELTA, "", DELTA);
            desk.limit("", Measure.GAMMA, "", GAMMA);
            desk.limit("", Measure.VEGA, "", VEGA);
            desk.limit("", Measure.SHORT_OPTIONS, "", SHORT_OPTIONS);
            desk.limit("main", Measure.PREMIUM_PAID, "", PREMIUM / 2);
            desk.allowance("firms/f", Measure.PREMIUM_PAID, PREMIUM - 1, 0);
        }

        private int below(int bound) {
            return random.nextInt(bound);
        }

        void run() {
            for (int step = 0; step < STEPS; step++) {
                market();
                CounterpartyCommand command = below(2) == 0 ? fill() : request();
                if (command == null) {
                    continue;
                }
                String where = place + ", step " + step + ", " + command;
                boolean exempt = isExempt(command);
                boolean shows = exempt || closesOptions(command);
                long before = worst(Measure.DELTA);
                long gamma = worst(Measure.GAMMA);
                long vega = worst(Measure.VEGA);
                CounterpartyEvent event = ReserveTimeLimitsTest.taken(desk, command);
                fills += command instanceof LegsFill && event != null ? 1 : 0;
                assertThat(exceeded()).as(where).isEmpty();
                if (!exempt) {
                    assertThat(worst(Measure.DELTA)).as(where).isLessThanOrEqualTo(Math.max(DELTA, before));
                }
                if (!shows) {
                    assertThat(worst(Measure.GAMMA)).as(where).isLessThanOrEqualTo(Math.max(GAMMA, gamma));
                    assertThat(worst(Measure.VEGA)).as(where).isLessThanOrEqualTo(Math.max(VEGA, vega));
                }
                assertThat(new NaiveTwin(desk.state()).differences()).as(where).isEmpty();
            }
            assertThat(fills).as("%s: the flow is worth something", place).isGreaterThan(30);
        }

        private void market() {
            desk.passes(random.nextLong(20_000));
            desk.market.mark("perp", 90 + below(20), desk.now());
            moves("call", 300 + below(400), 70 + below(60));
            moves("put", 300 + below(400), 70 + below(60));
            moves("eth-call", 40 + below(40), 7 + below(6));
            turns("combo");
            turns("mixed");
            turns("across");
            turns("reversal");
            desk.market.refresh(desk.now());
        }

        /** An option's greeks are those of where its underlying is. */
        private void moves(String option, long ticks, long index) {
            Mark old = desk.market.quoted(option).mark();
            desk.market.mark(option, TestMarket.marked(old, ticks, index, old.deltaPpm(), desk.now()));
        }

        /** A combination's delta has either sign, as a straddle's has near its strike. */
        private void turns(String combo) {
            Mark old = desk.market.quoted(combo).mark();
            int delta = below(4) == 0 ? below(400_001) - 200_000 : old.deltaPpm();
            desk.market.mark(combo, TestMarket.marked(old, old.ticks(), old.indexTicks(), delta, desk.now()));
        }

        private CounterpartyCommand request() {
            return switch (below(10)) {
                case 0 -> new CounterpartyRequest.Cancel(some());
                case 1, 2 -> amend();
                case 3 -> quotes();
                case 4 -> pair();
                case 5 -> new CounterpartyFact.OrderStatusReport(some(), OrderStatus.values()[below(8)], desk.now());
                case 6 -> close();
                default -> order();
            };
        }

        private String some() {
            long[] keys = desk.state().orders().sortedKeys();
            return keys.length == 0 ? "none" : desk.state().orders().get(keys[below(keys.length)]).clientOrderId();
        }

        private CounterpartyCommand amend() {
            WorkingOrder order = desk.working(some());
            return order == null ? null : new CounterpartyRequest.Amend(order.clientOrderId(),
                    Math.max(order.buyTicks(), order.sellTicks()), 1 + below(9));
        }

        private NewOrder order() {
            String instrument = INSTRUMENTS.get(below(INSTRUMENTS.size()));
            Side side = Side.values()[below(2)];
            String account = below(3) == 0 ? "away" : "main";
            Payoff payoff = desk.market.quoted(instrument).terms().payoff();
            boolean sides = desk.state().account(account).positions().hasSides(payoff);
            NewOrder o = desk.order(account, "o" + orders++, side, 1 + below(7), instrument,
                    desk.market.quoted(instrument).mark().ticks() + (side == Side.BUY ? -1 : 1));
            return new NewOrder(o.account(), o.clientOrderId(), o.instrument(),
                    Direction.of(side, sides ? PositionSide.values()[1 + below(2)] : PositionSide.NET), o.type(),
                    o.timeInForce(), o.priceTicks(), o.lots(), false, false, o.venue(), o.venueAccount());
        }

        private CounterpartyCommand quotes() {
            String name = INSTRUMENTS.get(below(5));
            long mid = desk.market.quoted(name).mark().ticks();
            return new CounterpartyRequest.MassQuote(below(2) == 0 ? "main" : "away", "g" + below(2),
                    List.of(new CounterpartyRequest.Quote(desk.market.id(name), mid - 5, below(4), mid + 5, below(4))),
                    "", "");
        }

        private CounterpartyCommand pair() {
            NewOrder a = order();
            NewOrder b = desk.order(a.account(), "o" + orders++, Side.values()[below(2)], 1 + below(5),
                    desk.market.view().instrument(a.instrument()).name(), a.priceTicks());
            NewOrder other = new NewOrder(b.account(), b.clientOrderId(), b.instrument(),
                    Direction.of(b.side(), a.direction().position()), b.type(), b.timeInForce(), b.priceTicks(),
                    b.lots(), false, false, "", "");
            return new CounterpartyRequest.OrderGroup(GroupKind.ONE_CANCELS_OTHER, List.of(a, other));
        }

        /** Of a position in a leg, or in the combo, so that not all caps are full for good. */
        private CounterpartyCommand close() {
            String instrument = INSTRUMENTS.get(mixed ? below(INSTRUMENTS.size()) : 5 + below(5));
            for (String name : List.of("main", "away")) {
                Account account = desk.state().account(name);
                for (long position : account.positionsIn(desk.market.id(instrument))) {
                    long lots = account.holding(position).position().lots();
                    Side side = lots > 0 ? Side.SELL : Side.BUY;
                    long capacity = account.holding(position).reduceCapacity(side);
                    if (capacity > 0 && below(2) == 0) {
                        NewOrder o = desk.order(name, "o" + orders++, side, capacity, instrument,
                                desk.market.quoted(instrument).mark().ticks());
                        return new NewOrder(name, o.clientOrderId(), o.instrument(), Direction.of(side,
                                account.sideOf(position, desk.market.quoted(instrument).terms().payoff())), o.type(),
                                o.timeInForce(), o.priceTicks(), capacity, false, false, "", "");
                    }
                }
            }
            return null;
        }

        /** Within the leaves of an order; of a combo by its legs, at prices that may have run away. */
        private CounterpartyCommand fill() {
            WorkingOrder order = desk.working(some());
            if (order == null) {
                return null;
            }
            Side side = order.rests(Side.BUY) && (below(2) == 0 || !order.rests(Side.SELL)) ? Side.BUY : Side.SELL;
            if (!order.rests(side)) {
                return null;
            }
            String name = desk.market.view().instrument(order.instrument()).name();
            long lots = 1 + random.nextLong(order.leaves(side));
            CounterpartyFact.Fill fill = desk.fill(order.account(), order.clientOrderId(), side, lots, name,
                    side == Side.BUY ? order.buyTicks() : order.sellTicks());
            return desk.market.quoted(name).terms().payoff() instanceof Payoff.Combo(List<Payoff.Leg> legs)
                            && !(mixed && below(2) == 0)
                    ? new LegsFill(fill, legs(order.account(), legs, side, lots)) : fill;
        }

        private List<FilledLeg> legs(String account, List<Payoff.Leg> legs, Side whole, long lots) {
            List<FilledLeg> filled = new ArrayList<>();
            for (Payoff.Leg leg : legs) {
                Side side = leg.ratio() > 0 ? whole : whole.opposite();
                var quoted = desk.market.view().instrument(leg.instrument());
                boolean sides = desk.state().account(account).positions().hasSides(quoted.terms().payoff());
                PositionSide opens = !sides ? PositionSide.NET : side == Side.BUY ? PositionSide.LONG
                        : PositionSide.SHORT;
                filled.add(new FilledLeg(leg.instrument(), Direction.of(side, opens),
                        Math.max(1, quoted.mark().ticks() * (50 + below(100)) / 100), lots * Math.abs(leg.ratio())));
            }
            return filled;
        }

        /** What only reduces, and what ends an order, may show the rest; so may a combo that only closes legs. */
        private boolean isExempt(CounterpartyCommand command) {
            return command instanceof CounterpartyFact.OrderStatusReport
                    || command instanceof LegsFill f && f.legs().stream().anyMatch(leg -> !opens(f, leg)
                            && f.legs().stream().noneMatch(other -> opens(f, other) && areNetted(leg, other)))
                    || ReserveTimeLimitsTest.isExempt(desk, command);
        }

        /** What is left may show the gamma and vega that the closed options hedged, as any reduction may. */
        private boolean closesOptions(CounterpartyCommand command) {
            return command instanceof LegsFill f && f.legs().stream().anyMatch(leg -> !opens(f, leg)
                    && desk.market.view().instrument(leg.instrument()).terms().payoff() instanceof Payoff.Option);
        }

        private boolean areNetted(FilledLeg leg, FilledLeg other) {
            return underlying(leg).equals(underlying(other));
        }

        private String underlying(FilledLeg leg) {
            return desk.market.view().instrument(leg.instrument()).terms().underlying();
        }

        private boolean opens(LegsFill fill, FilledLeg leg) {
            long position = PositionKey.of(leg.instrument(), leg.direction().position());
            long lots = desk.state().account(fill.whole().account()).holding(position).position().lots();
            return lots == 0 || Long.signum(lots) == leg.side().sign();
        }

        private long worst(Measure measure) {
            Used used = desk.state().used();
            return Math.max(used.of(measure, "BTC"), used.of(measure, "ETH"));
        }

        private List<String> exceeded() {
            List<String> found = new ArrayList<>();
            Used used = desk.state().used();
            desk.state().accounts().forEach((id, account) -> account.holdings().forEach((position, holding) -> {
                String at = id + "/" + position;
                Holding beside = account.beside(position);
                add(found, at + " net", holding.worstNetLots(), LOTS / 2);
                add(found, at + " gross", opened(account, holding) + opened(account, beside), LOTS);
                add(found, at + " concentration",
                        holding.concentratedUsdMicros() + beside.concentratedUsdMicros(), NOTIONAL / 2);
            }));
            add(found, "gross notional", used.grossNotionalUsdMicros(), NOTIONAL);
            add(found, "premium", used.premiumUsdMicros(), PREMIUM - 1);
            add(found, "premium of main", desk.state().account("main").used().premiumUsdMicros(), PREMIUM / 2);
            used.underlyings().forEach((underlying, of) ->
                    add(found, "short options on " + underlying, of.shortLots(), SHORT_OPTIONS));
            return found;
        }

        /** Where both sides are held, what closes them is exempt and works on top of the cap. */
        private static long opened(Account account, Holding holding) {
            long lots = holding.position().lots();
            long closes = lots > 0 ? Math.min(lots, holding.sells().lots()) : Math.min(-lots, holding.buys().lots());
            return holding.grossLots() - (account.isHedged() ? closes : 0);
        }

        private static void add(List<String> found, String what, long used, long cap) {
            if (used > cap) {
                found.add(what + ": " + used + " of " + cap);
            }
        }
    }
}

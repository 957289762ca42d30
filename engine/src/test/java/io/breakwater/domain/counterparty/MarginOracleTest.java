package io.breakwater.domain.counterparty;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.TradingState;
import io.breakwater.domain.counterparty.SlowMargin.Item;
import io.breakwater.domain.counterparty.SlowMargin.Rounded;
import io.breakwater.domain.instrument.Asset;
import io.breakwater.domain.instrument.LifeCycle;
import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.instrument.TickBand;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.domain.market.TapeEvent;
import io.breakwater.domain.market.ViewId;
import io.breakwater.domain.policy.MarginPolicy;
import io.breakwater.domain.risk.Requirement;
import io.breakwater.domain.risk.RiskArray;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random portfolios of futures and options, linear and inverse, over two underlyings, combinations of them, with orders,
 * among them of spot, against dollars and of one coin against another, and collateral in several assets: the engine's
 * figures against {@link SlowMargin}'s, to the last unit. A failure names the seed.
 */
class MarginOracleTest {

    private static final int PORTFOLIOS = 40;
    private static final Asset BTC = new Asset("BTC", 8);
    private static final Asset ETH = new Asset("ETH", 8);
    private static final Asset USD = new Asset("USD", 6);
    private static final Asset USDC = new Asset("USDC", 6);
    private static final long DAY = 86_400_000_000L;
    private static final List<Long> SPOTS = List.of(1L, 2L, 4L, 5L);
    private static final long[] TENORS = {DAY / 4, DAY, 7 * DAY, 30 * DAY, 180 * DAY};

    private SplittableRandom random;
    private MarketView view;
    private Counterparty counterparty;
    private final List<Item> items = new ArrayList<>();
    private final Map<String, BigDecimal> owned = new TreeMap<>();
    private final Map<Terms, Rounded> given = new HashMap<>();
    private int cells;
    private int nearly;
    private int combinations;
    private int mixed;
    private int sides;
    private int exchanged;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void bothComeToTheSame(long seed) {
        random = new SplittableRandom(seed);
        for (int i = 0; i < PORTFOLIOS; i++) {
            String base = List.of("USD", "BTC", "ETH").get(random.nextInt(3));
            fill(base);
            Map<String, BigDecimal> prices = Map.of("USD", BigDecimal.ONE, "USDC", new BigDecimal("0.9997"),
                    "BTC", new BigDecimal("65666.19"), "ETH", new BigDecimal("3456.78"));
            long[] slow = new SlowMargin(MarginPolicy.DEFAULT, base, prices, owned, items, given).required();
            Valuation valuation = Valuation.of(counterparty, view);
            Requirement fast = valuation.requirement("a", view);
            assertThat(valuation.books().get("a").initial(view)).as("what a decision computes, seed %s, portfolio %s",
                    seed, i).isEqualTo(fast.initialUsdMicros());
            assertThat(new long[] {fast.initialUsdMicros(), fast.maintenanceUsdMicros()})
                    .as("seed %s, portfolio %s, base %s", seed, i, base).isEqualTo(slow);
        }
        assertThat(combinations).as("combinations of legs").isGreaterThan(5);
        assertThat(sides).as("long and short beside each other").isGreaterThan(5);
        assertThat(mixed).as("of legs that do not add up").isPositive();
        assertThat(exchanged).as("with a coin against another as a leg").isPositive();
        assertThat(nearly * 50).as("cells that two libraries round differently").isLessThan(cells);
    }

    private void fill(String base) {
        items.clear();
        owned.clear();
        given.clear();
        view = MarketView.EMPTY.at(new ViewId("test", 1, 1, 0));
        list(1, spot(BTC, USD, 2), Mark.of(6_566_619, 6_566_619, 1_000_000, TestMarket.START));
        list(2, spot(ETH, USD, 2), Mark.of(345_678, 345_678, 1_000_000, TestMarket.START));
        list(3, new Terms(1, 0, new Payoff.Spot(), "USDC", USDC, USD, USD, 1, 0, 4, 4, 0, List.of(new TickBand(0, 1)),
                Long.MAX_VALUE, 0, new Terms.FeeRule(0, 0), 1_000), Mark.of(9_997, 9_997, 1_000_000, TestMarket.START));
        list(4, spot(ETH, BTC, 5), at(5_264));
        list(5, spot(BTC, ETH, 2), at(1_899));
        for (long spot : SPOTS) {
            List<SlowMargin.Part> pieces = pieces(spot, 1);
            for (int i = 0; i < pieces.size(); i++) {
                compare(view.basis(spot).parts().get(i).array(), pieces.get(i).terms(), pieces.get(i).mark());
            }
        }
        counterparty = Counterparty.absent("x").with(Account.opened(new CounterpartyRequest.OpenAccount(
                "a", "self", MarginMode.PORTFOLIO, random.nextInt(3) == 0 ? PositionMode.HEDGE : PositionMode.NET, base,
                Permissions.ALL)));
        for (Asset asset : List.of(BTC, ETH, USD, USDC)) {
            if (random.nextInt(3) == 0) {
                own(asset, random.nextLong(-1_000_000_000, 100_000_000_000L));
            }
        }
        int instruments = 1 + random.nextInt(12);
        for (int i = 0; i < instruments; i++) {
            add(10 + i);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            combine(40 + i, instruments);
        }
        for (long spot : SPOTS) {
            Quoted quoted = view.instrument(spot);
            work(spot, quoted.terms(), quoted.mark(), isExchange(quoted.terms())
                    ? pieces(spot, 1).stream().map(List::of).toList() : List.of());
        }
    }

    /** Of a coin against another there are two, what is bought and what is paid; of anything else one. */
    private List<SlowMargin.Part> pieces(long id, int ratio) {
        Quoted quoted = view.instrument(id);
        SlowMargin.Part itself = new SlowMargin.Part(quoted.terms(), quoted.mark(), ratio);
        return !isExchange(quoted.terms()) ? List.of(itself)
                : List.of(itself, new SlowMargin.Part(paid(quoted.terms()), quoted.mark(), ratio));
    }

    private static boolean isExchange(Terms terms) {
        return terms.payoff() instanceof Payoff.Spot && !terms.quote().equals(USD);
    }

    /** The same, moved by the coin that it is paid with. */
    private static Terms paid(Terms of) {
        return new Terms(of.version(), of.effectiveFromMicros(), of.payoff(), of.quote().id(), of.base(), of.quote(),
                of.settlement(), of.multiplier(), of.multiplierScale(), of.priceScale(), of.underlyingScale(),
                of.lotScale(), of.tickBands(), of.expiresAtMicros(), of.settlementAverageMicros(), of.fees(),
                of.haircutBps());
    }

    /**
     * A combination with a position, orders or both; every second one of instruments that settle in one asset, the
     * others of any. To the slow one, those of any are as many items as there are sorts of legs: the first is of the
     * combination's own sort and has its price, the others have none.
     */
    private void combine(long id, int instruments) {
        Terms first = view.instrument(10 + random.nextInt(instruments)).terms();
        boolean ofAny = random.nextBoolean();
        List<Payoff.Leg> legs = new ArrayList<>();
        Map<String, List<SlowMargin.Part>> parts = new LinkedHashMap<>(Map.of(sort(first), new ArrayList<>()));
        for (long leg : listed(instruments)) {
            int ratio = (1 + random.nextInt(3)) * (random.nextBoolean() ? 1 : -1);
            List<SlowMargin.Part> pieces = pieces(leg, ratio);
            boolean fits = ofAny || pieces.stream().allMatch(it -> sort(it.terms()).equals(sort(first)));
            if (fits && legs.size() < 4 && random.nextInt(3) > 0) {
                legs.add(new Payoff.Leg(leg, ratio));
                exchanged += pieces.size() > 1 ? 1 : 0;
                pieces.forEach(it -> parts.computeIfAbsent(sort(it.terms()), _ -> new ArrayList<>()).add(it));
            }
        }
        if (parts.get(sort(first)).isEmpty()) {
            return;
        }
        if (legs.size() < 2) {
            return;
        }
        Terms terms = new Terms(id, 0, new Payoff.Combo(legs), first.underlying(), first.base(), first.quote(),
                first.settlement(), 1, 1, 4, 2, 0, List.of(new TickBand(-1_000_000, 1)), Long.MAX_VALUE, 0,
                new Terms.FeeRule(0, 0), 1_000);
        Mark mark = Mark.of(random.nextLong(-900, 900), 1, 0, TestMarket.START);
        list(id, terms, mark);
        combinations++;
        mixed += parts.size() > 1 ? 1 : 0;
        hold(id, terms, mark, List.copyOf(parts.values()));
    }

    /** What a combination may have as a leg: spot now and then. */
    private List<Long> listed(int instruments) {
        List<Long> all = new ArrayList<>();
        for (long id = 10; id < 10 + instruments; id++) {
            all.add(id);
        }
        if (random.nextInt(3) == 0) {
            all.add(random.nextInt(all.size()), SPOTS.get(random.nextInt(SPOTS.size())));
        }
        return all;
    }

    private static String sort(Terms terms) {
        return terms.underlying() + "/" + terms.settlement().id();
    }

    private void own(Asset asset, long minor) {
        Account account = counterparty.account("a");
        counterparty = counterparty.with(counterparty.money().posted(Ledger.move(
                BalanceKey.contra(BalanceKey.EXTERNAL, account, asset.id()), BalanceKey.free(account, asset.id()),
                asset.scale(), minor)));
        owned.put(asset.id(), BigDecimal.valueOf(minor, asset.scale()));
    }

    private void list(long id, Terms terms, Mark mark) {
        view = view.apply(new TapeEvent.InstrumentObserved(new Quoted(id, "i" + id, "self", "i" + id, terms,
                LifeCycle.OPEN, mark, TradingState.ACTIVE)));
    }

    private static Terms spot(Asset base, Asset quote, int priceScale) {
        return new Terms(1, 0, new Payoff.Spot(), base.id(), base, quote, quote, 1, 0, priceScale, priceScale, 0,
                List.of(new TickBand(0, 1)), Long.MAX_VALUE, 0, new Terms.FeeRule(0, 0), 1_000);
    }

    /** Not far from here: two coins' prices in dollars need not agree with theirs in each other. */
    private Mark at(long ticks) {
        long moved = ticks + random.nextLong(-ticks / 20, ticks / 20);
        return Mark.of(moved, moved, 1_000_000, TestMarket.START);
    }

    /** One more instrument with a position, orders or both. */
    private void add(long id) {
        boolean btc = random.nextInt(3) > 0;
        Asset coin = btc ? BTC : ETH;
        long index = btc ? 6_566_619 : 345_678;
        long expiry = TestMarket.START + TENORS[random.nextInt(TENORS.length)] + id;
        Terms terms = random.nextInt(5) < 3 ? option(coin, index, expiry) : future(coin, expiry);
        long forward = index + random.nextLong(-index / 50, index / 50);
        Mark mark = terms.payoff() instanceof Payoff.Option
                ? new Mark(1 + random.nextInt(900), 1, index, forward, 0, 200_000 + random.nextInt(1_300_000), 0, TestMarket.START)
                : Mark.of(forward, index, 1_000_000, TestMarket.START);
        list(id, terms, mark);
        compare(view.basis(id).array(), terms, mark);
        hold(id, terms, mark, List.of());
    }

    /** @param parts by sort, the combination's own first; none where it is no combination */
    private void hold(long id, Terms terms, Mark mark, List<List<SlowMargin.Part>> parts) {
        if (counterparty.account("a").positions().hasSides(terms.payoff()) && random.nextInt(2) == 0) {
            both(id, terms, mark);
        } else if (random.nextInt(4) > 0) {
            long lots = random.nextLong(-5_000, 5_000);
            if (lots != 0) {
                counterparty = MarginSimulation.with(counterparty, "a", new MarginSimulation.AddedPosition(id, lots), view);
                items(new Item(terms, mark, lots, false, 0), parts);
            }
        }
        work(id, terms, mark, parts);
    }

    /** Long and short beside each other. */
    private void both(long id, Terms terms, Mark mark) {
        long bought = 1 + random.nextLong(5_000);
        long sold = 1 + random.nextLong(5_000);
        counterparty = MarginSimulation.with(counterparty, "a", new MarginSimulation.AddedPosition(id, bought), view);
        counterparty = MarginSimulation.with(counterparty, "a", new MarginSimulation.AddedPosition(id, -sold), view);
        items.add(new Item(terms, mark, bought, false, 0));
        items.add(new Item(terms, mark, -sold, false, 0));
        sides++;
    }

    private void items(Item item, List<List<SlowMargin.Part>> parts) {
        if (parts.isEmpty()) {
            items.add(item);
        }
        for (List<SlowMargin.Part> part : parts) {
            SlowMargin.Part first = part.getFirst();
            items.add(part == parts.getFirst()
                    ? new Item(item.terms(), item.mark(), item.lots(), item.order(), item.ticks(), part)
                    : new Item(first.terms(), first.mark(), item.lots(), item.order(), first.mark().ticks(), part));
        }
    }

    private void work(long id, Terms terms, Mark mark, List<List<SlowMargin.Part>> parts) {
        for (int i = random.nextInt(4); i > 0; i--) {
            Side side = Side.values()[random.nextInt(2)];
            long lots = 1 + random.nextInt(3_000);
            long far = Math.abs(mark.ticks()) / 10 + 1;
            long asked = mark.ticks() + random.nextLong(-far, far);
            long ticks = parts.isEmpty() ? Math.max(1, asked) : asked;
            counterparty = MarginSimulation.with(counterparty, "a",
                    new MarginSimulation.AddedOrder(id, side, lots, ticks), "@" + id + "." + i, view);
            items(new Item(terms, mark, side.sign() * lots, true, ticks), parts);
        }
    }

    private Terms future(Asset coin, long expiry) {
        boolean inverse = random.nextBoolean();
        // Its version tells it from another one of the same terms.
        return new Terms(expiry, 0, inverse ? new Payoff.Inverse() : new Payoff.Linear(), coin.id(), coin, inverse ? USD : USDC,
                inverse ? coin : USDC, inverse ? 10 : 1, inverse ? 0 : 3, 2, 2, 0, List.of(new TickBand(0, 1)),
                random.nextBoolean() ? Long.MAX_VALUE : expiry, 0, new Terms.FeeRule(0, 0), 1_000);
    }

    private Terms option(Asset coin, long index, long expiry) {
        Payoff.Option.Style style = Payoff.Option.Style.values()[random.nextInt(3)];
        long strike = index / 2 + random.nextLong(index);
        Asset settlement = switch (style) {
            case LINEAR -> USDC;
            case INVERSE -> coin;
            case QUANTO -> coin == BTC ? ETH : BTC;
        };
        return new Terms(1, 0, new Payoff.Option(random.nextBoolean(), strike, style), coin.id(), coin,
                style == Payoff.Option.Style.LINEAR ? USDC : USD, settlement, 1,
                style == Payoff.Option.Style.QUANTO ? 5 : 1, style == Payoff.Option.Style.INVERSE ? 4 : 0, 2, 0,
                List.of(new TickBand(0, 1)), expiry, 0, new Terms.FeeRule(0, 0), 1_500);
    }

    /** The array against the slow one; where the two libraries' doubles fall beside a whole number, ours is taken. */
    private void compare(RiskArray array, Terms terms, Mark mark) {
        SlowMargin.Lot lot = SlowMargin.lot(terms, mark, MarginPolicy.DEFAULT.of(terms.underlying()));
        BigInteger[] floors = new BigInteger[SlowMargin.CELLS];
        BigInteger[] ceilings = new BigInteger[SlowMargin.CELLS];
        for (int i = 0; i < SlowMargin.CELLS; i++) {
            floors[i] = same(lot, lot.cells()[i], array.cell(1, i), RoundingMode.FLOOR);
            ceilings[i] = same(lot, lot.cells()[i], array.cell(-1, i), RoundingMode.CEILING);
        }
        given.put(terms, new Rounded(floors, ceilings, same(lot, lot.slope(), array.slope(), RoundingMode.HALF_EVEN)));
    }

    private BigInteger same(SlowMargin.Lot lot, BigDecimal exact, long ours, RoundingMode rounding) {
        cells++;
        BigInteger theirs = SlowMargin.whole(exact, rounding);
        if (lot.nearly() && theirs.longValueExact() != ours) {
            nearly++;
            assertThat(exact.subtract(BigDecimal.valueOf(ours)).abs().doubleValue()).as("beside a whole number")
                    .isLessThan(rounding == RoundingMode.HALF_EVEN ? 0.51 : 1.01);
            return BigInteger.valueOf(ours);
        }
        assertThat(theirs.longValueExact()).isEqualTo(ours);
        return theirs;
    }
}

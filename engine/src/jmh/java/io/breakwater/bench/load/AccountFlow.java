package io.breakwater.bench.load;

import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.CounterpartyFact;
import io.breakwater.domain.counterparty.CounterpartyRequest;
import io.breakwater.domain.counterparty.ExecutionKey;
import io.breakwater.domain.counterparty.MarginMode;
import io.breakwater.domain.counterparty.Permissions;
import io.breakwater.domain.counterparty.Direction;
import io.breakwater.domain.counterparty.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What one counterparty sends, in the mix of an options venue: of a thousand messages 550 replaces or quotes, 400
 * cancels, 47 new orders, 3 fills. A replace is a quote, that is a new order, where fewer orders work than it likes;
 * with so many cancels that is about two in three. Takes every order to be accepted.
 */
public final class AccountFlow {

    /** Every counterparty trades in this account. */
    public static final String ACCOUNT = "main";

    private static final int REPLACE = 550;
    private static final int CANCEL = 400;
    private static final int NEW = 47;
    private static final int MIX = 1_000;
    private static final int MOST_LOTS = 5;
    private static final int MOST_AWAY = 100;
    /** Of bitcoin, at scale 8. */
    public static final long COLLATERAL_MINOR = 1_000_000_00000000L;
    private static final int TRADE_DATE = 20_260_601;
    private static final int RADIX = 36;

    private record Resting(String id, int option, Side side, long ticks, long lots) {}

    private final int rank;
    private final LoadShape.Size size;
    private final int options;
    private final List<Resting> working = new ArrayList<>();
    private long orders;
    private long trades;

    AccountFlow(int rank, LoadShape shape) {
        this.rank = rank;
        this.size = shape.sizeOf(rank);
        this.options = shape.options();
    }

    /** What makes it able to trade, and gives it the positions that it has from the start. */
    List<Step> opening() {
        List<Step> steps = new ArrayList<>();
        steps.add(step(0, new CounterpartyRequest.Onboard("bench", "", 0, List.of(new CounterpartyRequest.OpenAccount(
                ACCOUNT, "self", MarginMode.CROSS, "BTC", Permissions.ALL)), List.of())));
        steps.add(step(0, new CounterpartyFact.Deposit(ACCOUNT, "BTC", 8, COLLATERAL_MINOR, "opening")));
        for (int i = 0; i < size.positions(); i++) {
            Side side = i % 2 == 0 ? Side.BUY : Side.SELL;
            steps.add(fill(new Resting("", option(i), side, MarketUniverse.OPTION_TICKS, 1 + i % MOST_LOTS)));
        }
        return steps;
    }

    Step next(RandomGenerator random) {
        int dice = random.nextInt(MIX);
        boolean quotes = working.size() < size.orders();
        if (working.isEmpty() || dice >= REPLACE + CANCEL && dice < REPLACE + CANCEL + NEW) {
            return place(random);
        }
        if (dice < REPLACE) {
            return quotes ? place(random) : replace(random);
        }
        return dice < REPLACE + CANCEL ? cancel(take(random)) : fill(take(random));
    }

    private Step place(RandomGenerator random) {
        if (working.size() >= 2 * size.orders()) {
            return replace(random);
        }
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        Resting order = new Resting(Long.toString(++orders, RADIX), option(random.nextInt(size.instruments())), side,
                passive(side, random), lots(random));
        working.add(order);
        return step(order.option(), new CounterpartyRequest.NewOrder(ACCOUNT, order.id(),
                MarketUniverse.idOf(order.option()), Direction.of(side), CounterpartyRequest.OrderType.LIMIT,
                CounterpartyRequest.TimeInForce.GOOD_TILL_CANCEL, order.ticks(), order.lots(), false, false, "", ""));
    }

    private Step replace(RandomGenerator random) {
        int at = random.nextInt(working.size());
        Resting old = working.get(at);
        Resting now = new Resting(old.id(), old.option(), old.side(), passive(old.side(), random), lots(random));
        working.set(at, now);
        return step(now.option(), new CounterpartyRequest.Amend(now.id(), now.ticks(), now.lots()));
    }

    private Step cancel(Resting order) {
        return step(order.option(), new CounterpartyRequest.Cancel(order.id()));
    }

    private Step fill(Resting order) {
        ExecutionKey key = new ExecutionKey("", "", MarketUniverse.idOf(order.option()), TRADE_DATE,
                rank + "-" + ++trades, order.side(), "");
        return step(order.option(), new CounterpartyFact.Fill(key, ACCOUNT, order.id(), CounterpartyFact.FillKind.NEW,
                order.ticks(), order.lots(), 0, "BTC", true, EpochMicros.now(), trades));
    }

    private Resting take(RandomGenerator random) {
        int at = random.nextInt(working.size());
        Resting taken = working.set(at, working.getLast());
        working.removeLast();
        return taken;
    }

    /** Spread over the chain, each counterparty from another place on. */
    private int option(int i) {
        return (rank + i) % options;
    }

    private static long passive(Side side, RandomGenerator random) {
        return MarketUniverse.OPTION_TICKS - side.sign() * (5 + random.nextInt(MOST_AWAY));
    }

    private static long lots(RandomGenerator random) {
        return 1 + random.nextInt(MOST_LOTS);
    }

    private Step step(int option, CounterpartyCommand command) {
        return new Step(rank, option, command);
    }
}

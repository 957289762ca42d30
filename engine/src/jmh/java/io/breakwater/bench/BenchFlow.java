package io.breakwater.bench;

import io.breakwater.domain.counterparty.CounterpartyAggregate;
import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.CounterpartyEvent;
import io.breakwater.domain.counterparty.CounterpartyFact;
import io.breakwater.domain.counterparty.CounterpartyRequest;
import io.breakwater.domain.counterparty.MarginMode;
import io.breakwater.domain.counterparty.Permissions;
import io.breakwater.domain.counterparty.Direction;
import io.breakwater.domain.counterparty.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Seeded flow of one counterparty in the mix of a perpetuals venue: 55 % replaces, 38 % cancels each followed by a new
 * order in its place, the rest new orders and fills. Keeps the number of working orders about level.
 */
public final class BenchFlow {

    private static final int REPLACE_PERCENT = 55;
    private static final long MARK_TICKS = 1_000_000;

    private final SplittableRandom random;
    private final List<String> working = new ArrayList<>();
    private final long[] instruments;
    private final int target;
    private long sequence;

    /** @param target working orders that the flow keeps about */
    public BenchFlow(long seed, long[] instruments, int target) {
        this.random = new SplittableRandom(seed);
        this.instruments = instruments.clone();
        this.target = target;
    }

    /** What makes the counterparty able to trade. */
    public static List<CounterpartyCommand> opening() {
        return List.of(
                new CounterpartyRequest.Onboard("bench", "", 0, List.of(new CounterpartyRequest.OpenAccount(
                        "main", "self", MarginMode.CROSS, "BTC", Permissions.ALL)), List.of()),
                new CounterpartyFact.Deposit("main", "BTC", 8, 1_000_000_00000000L, "opening"));
    }

    public CounterpartyCommand next() {
        int dice = random.nextInt(100);
        if (working.size() < target) {
            return order();
        }
        if (dice < REPLACE_PERCENT) {
            String id = working.get(random.nextInt(working.size()));
            return new CounterpartyRequest.Amend(id, price(sideOf(id), instrumentOf(id)), 1 + random.nextInt(5));
        }
        int at = random.nextInt(working.size());
        String id = working.set(at, working.getLast());
        working.removeLast();
        return new CounterpartyRequest.Cancel(id);
    }

    private CounterpartyCommand order() {
        sequence++;
        long instrument = instruments[random.nextInt(instruments.length)];
        Side side = sequence % 2 == 0 ? Side.BUY : Side.SELL;
        String id = (side == Side.BUY ? "b" : "s") + instrument + "-" + sequence;
        working.add(id);
        return new CounterpartyRequest.NewOrder("main", id, instrument, Direction.of(side),
                CounterpartyRequest.OrderType.LIMIT,
                CounterpartyRequest.TimeInForce.GOOD_TILL_CANCEL, price(side, instrument), 1 + random.nextInt(5),
                false, false, "", "");
    }

    private static Side sideOf(String id) {
        return id.charAt(0) == 'b' ? Side.BUY : Side.SELL;
    }

    private static long instrumentOf(String id) {
        return Long.parseLong(id.substring(1, id.indexOf('-')));
    }

    private long price(Side side, long instrument) {
        long mark = instrument == BenchMarket.PERPETUAL ? MARK_TICKS : 500;
        long away = 1 + random.nextInt(instrument == BenchMarket.PERPETUAL ? 10_000 : 100);
        return mark - side.sign() * away;
    }

    static CounterpartyAggregate aggregate() {
        return new CounterpartyAggregate();
    }

    /** What kind of event decided a command, for counting. */
    static String kind(CounterpartyEvent event) {
        return event.getClass().getSimpleName();
    }
}

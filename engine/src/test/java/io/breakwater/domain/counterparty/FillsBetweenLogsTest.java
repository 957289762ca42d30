package io.breakwater.domain.counterparty;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.counterparty.BookedFills.BookedFill;
import io.breakwater.kernel.Outcome.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Fills that are told anywhere, in any order, again and again, while data centers read each other's logs late, fail,
 * and read twice. What was told counts somewhere at every step; in the end once, where its order is.
 */
class FillsBetweenLogsTest {
    private static final int CENTERS = 3;
    private static final int STEPS = 400;

    private final LinkedDesks linked = new LinkedDesks(CENTERS);
    private final Map<String, Trade> trades = new TreeMap<>();
    private SplittableRandom random;
    private int told;

    /** What venues know. @param owner whose order it fills */
    private record Trade(int owner, Side side, long lots, boolean busted) {

        Trade bust() {
            return new Trade(owner, side, lots, true);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void eachCountsOnceWhereItsOrderIs(long seed) {
        random = new SplittableRandom(seed);
        for (int number = 1; number <= CENTERS; number++) {
            Desk desk = linked.at(number);
            desk.accepted(desk.buy("buy", 1_000, LinkedDesks.LISTED, 98));
            desk.accepted(desk.sell("sell", 1_000, LinkedDesks.LISTED, 103));
        }
        for (int step = 0; step < STEPS; step++) {
            step();
            assertThat(uncounted()).as("seed %d, step %d: counted nowhere", seed, step).isEmpty();
        }
        linked.readAll();
        for (int number = 1; number <= CENTERS; number++) {
            assertThat(linked.lots(number)).as("seed %d, data center %d", seed, number).isEqualTo(lots(number));
            assertThat(linked.at(number).working("buy").leavesLots()).isEqualTo(1_000 - filled(number, Side.BUY));
            assertThat(linked.at(number).working("sell").leavesLots()).isEqualTo(1_000 - filled(number, Side.SELL));
            assertThat(new NaiveTwin(linked.at(number).state()).differences()).isEmpty();
            assertThat(CounterpartyPropertiesTest.imbalances(linked.at(number).state().money().ledger())).isEmpty();
        }
        assertThat(told).as("was told elsewhere").isGreaterThan(20);
    }

    private int center() {
        return 1 + random.nextInt(CENTERS);
    }

    private void step() {
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> tell("t" + random.nextInt(60));
            case 3 -> bust("t" + random.nextInt(60));
            case 4 -> linked.forget(center(), center(), random.nextInt(4));
            default -> {
                int reader = center();
                int of = center();
                if (reader != of) {
                    linked.read(reader, of, 1 + random.nextInt(3));
                }
            }
        }
    }

    private void tell(String id) {
        Trade trade = trades.computeIfAbsent(id, _ -> new Trade(center(),
                random.nextBoolean() ? Side.BUY : Side.SELL, 1 + random.nextInt(5), false));
        int teller = center();
        String order = trade.side() == Side.BUY ? "buy" : "sell";
        boolean own = teller == trade.owner();
        told += own ? 0 : 1;
        assertThat(linked.tell(teller, own ? linked.fill(teller, order, trade.side(), trade.lots(), id)
                : linked.fillFor(trade.owner(), teller, order, trade.side(), trade.lots(), id)).verdict())
                .isIn(Verdict.ACCEPTED, Verdict.DUPLICATE);
    }

    /** Where its order is, once it is known there. */
    private void bust(String id) {
        Trade trade = trades.get(id);
        if (trade != null && find(trade.owner(), id, trade) != null) {
            linked.tell(trade.owner(), new CounterpartyFact.Bust(execution(trade.owner(), id, trade)));
            trades.put(id, trade.bust());
        }
    }

    private ExecutionKey execution(int number, String id, Trade trade) {
        return linked.fill(number, "", trade.side(), trade.lots(), id).execution();
    }

    private BookedFill find(int number, String id, Trade trade) {
        return linked.at(number).state().money().fills().find(execution(number, id, trade));
    }

    private List<String> uncounted() {
        List<String> nowhere = new ArrayList<>();
        trades.forEach((id, trade) -> {
            boolean counts = trade.busted();
            for (int number = 1; number <= CENTERS; number++) {
                BookedFill booked = find(number, id, trade);
                counts |= booked != null && !booked.undone();
            }
            if (!counts) {
                nowhere.add(id);
            }
        });
        return nowhere;
    }

    private long lots(int owner) {
        return trades.values().stream().filter(trade -> trade.owner() == owner && !trade.busted())
                .mapToLong(trade -> trade.side().sign() * trade.lots()).sum();
    }

    /** A bust does not bring an order's leaves back. */
    private long filled(int owner, Side side) {
        return trades.values().stream().filter(trade -> trade.owner() == owner && trade.side() == side)
                .mapToLong(Trade::lots).sum();
    }
}

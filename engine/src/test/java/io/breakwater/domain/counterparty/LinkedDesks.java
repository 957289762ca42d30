package io.breakwater.domain.counterparty;

import io.breakwater.domain.counterparty.CounterpartyFact.Fill;
import io.breakwater.domain.counterparty.CounterpartyFact.FillFor;
import io.breakwater.domain.counterparty.CounterpartyFact.Listed;
import io.breakwater.domain.instrument.Mark;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Outcome;
import io.breakwater.kernel.RequestId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One counterparty in several data centers, numbered from 1, each with a log that the others read when they are told
 * to. In each, {@link #LISTED} has another internal number.
 */
final class LinkedDesks {
    static final String LISTED = "listed";
    private static final CounterpartyAggregate AGGREGATE = new CounterpartyAggregate();

    private final List<Desk> desks = new ArrayList<>();
    private final List<List<CounterpartyEvent>> logs = new ArrayList<>();
    /** How far each has read each. */
    private final int[][] read;

    LinkedDesks(int count) {
        read = new int[count + 1][count + 1];
        for (int number = 1; number <= count; number++) {
            Desk desk = Desk.poorIn(number);
            desk.deposit("main", "USD", 1_000_000 * Desk.USD);
            desk.market.list(100 + number, LISTED, desk.market.quoted("perp").terms(),
                    Mark.of(100, 100, 1_000_000, TestMarket.START));
            desks.add(desk);
            logs.add(new ArrayList<>());
        }
    }

    Desk at(int number) {
        return desks.get(number - 1);
    }

    List<CounterpartyEvent> log(int number) {
        return logs.get(number - 1);
    }

    Outcome tell(int number, CounterpartyCommand command) {
        RequestId id = at(number).nextId();
        return switch (at(number).decide(command, id)) {
            case Decision.Answered<CounterpartyEvent>(Outcome outcome) -> outcome;
            case Decision.Taken<CounterpartyEvent>(CounterpartyEvent event) -> {
                at(number).apply(event, id);
                log(number).add(event);
                yield AGGREGATE.outcomeOf(event);
            }
        };
    }

    /** As a venue would tell it there. */
    Fill fill(int number, String order, Side side, long lots, String trade) {
        ExecutionKey key = new ExecutionKey("x", "", at(number).market.id(LISTED), 20260521, trade, side, "o");
        return new Fill(key, "main", order, CounterpartyFact.FillKind.NEW, 101, lots, 3, "USD", true, 0, 0);
    }

    /** The same, told at another data center than the one whose order it is. */
    FillFor fillFor(int owner, int teller, String order, Side side, long lots, String trade) {
        return new FillFor(fill(teller, order, side, lots, trade), new Listed(LISTED, 0, 0, 6), owner, teller);
    }

    /** Reads the next so many events of another one's log; what it did with them is not known to have been done. */
    void read(int reader, int of, int most) {
        List<CounterpartyEvent> log = log(of);
        for (int i = 0; i < most && read[reader][of] < log.size(); i++) {
            CounterpartyFact news = CounterpartyEvent.forPeers(log.get(read[reader][of]++));
            if (news != null) {
                tell(reader, news);
            }
        }
    }

    /** It fails before it has noted how far it was with another one's log. */
    void forget(int reader, int of, int events) {
        read[reader][of] = Math.max(0, read[reader][of] - events);
        at(reader).restart();
    }

    /** Until nobody has anything left to read. */
    void readAll() {
        for (boolean news = true; news;) {
            int[][] before = Arrays.stream(read).map(int[]::clone).toArray(int[][]::new);
            for (int reader = 1; reader <= desks.size(); reader++) {
                for (int of = 1; of <= desks.size(); of++) {
                    if (of != reader) {
                        read(reader, of, Integer.MAX_VALUE);
                    }
                }
            }
            news = !Arrays.deepEquals(before, read);
        }
    }

    long lots(int number) {
        return at(number).holding("main", LISTED).position().lots();
    }
}

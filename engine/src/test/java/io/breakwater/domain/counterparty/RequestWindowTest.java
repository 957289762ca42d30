package io.breakwater.domain.counterparty;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.breakwater.domain.counterparty.RequestWindow.Remembered;
import io.breakwater.kernel.RequestId;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RequestWindowTest {

    private static final int DECIDED = 5 * RequestWindow.MESSAGES / 2;
    private static final int FLIGHT = 4;

    /** One that several streams fill: their messages are of the same times and come in among one another. */
    @Test
    void tellsForEveryRequestOneOutcomeOrThatItIsForgotten() {
        SplittableRandom random = new SplittableRandom(11);
        Map<RequestId, Remembered> all = new HashMap<>();
        List<RequestId> order = new ArrayList<>();
        List<int[]> flight = new ArrayList<>();
        RequestWindow window = RequestWindow.EMPTY;
        int made = 0;
        while (order.size() < DECIDED) {
            if (flight.size() < FLIGHT) {
                flight.add(new int[] {++made, 0, random.nextInt(4) == 0 ? 7 : 1});
            }
            int[] message = flight.get(random.nextInt(flight.size()));
            RequestId id = id(message[0], message[1]);
            assertThat(window.find(id)).as("a new one").isNull();
            assertThat(window.hasForgotten(id) || window.isTooOld(id)).isFalse();
            Remembered outcome = new Remembered(random.nextLong(), random.nextLong(), rejection(random));
            window = window.with(id, outcome);
            all.put(id, outcome);
            order.add(id);
            message[1]++;
            if (message[1] == message[2]) {
                flight.remove(message);
            }
            RequestId asked = order.get(order.size() - 1 - random.nextInt(2 * order.size() / 3 + 1));
            Remembered found = window.find(asked);
            boolean gone = window.hasForgotten(asked) || window.isTooOld(asked);
            assertThat(found == null ? gone : found.equals(all.get(asked))).as("%s", asked).isTrue();
        }
        for (int i = DECIDED - RequestWindow.GENERATION; i < DECIDED; i++) {
            assertThat(window.find(order.get(i))).isEqualTo(all.get(order.get(i)));
        }
        assertThat(window.find(order.getFirst())).isNull();
    }

    private static CounterpartyRejection rejection(SplittableRandom random) {
        return random.nextInt(5) > 0 ? CounterpartyRejection.NONE
                : CounterpartyRejection.of(CounterpartyRejection.Code.REDUCING, "x" + random.nextInt());
    }

    private static RequestId id(int message, int item) {
        long millis = 1_584_000_000_000L + message / 3;
        return new RequestId(millis << 16 | 0x7000 | message & 0xfff, 0x8000_0000_0000_0000L | message, item);
    }

    /** A fact is tried before it is taken: the trial must not copy what is remembered, which is much. */
    @Test
    void whatIsRememberedDoesNotMakeFactsDearer() {
        Desk desk = Desk.open();
        fill(desk);
        long fresh = fill(desk);
        for (int i = 0; i < RequestWindow.GENERATION; i++) {
            desk.passes(1_000);
            desk.tell(new CounterpartyRequest.Cancel("none"));
        }
        fill(desk);
        assertThat(fill(desk)).isLessThan(fresh + RequestWindow.GENERATION);
    }

    /** Bytes that deciding and applying one takes. */
    private static long fill(Desk desk) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        CounterpartyFact.Fill fill = desk.fill("main", "", Side.BUY, 1, "perp", 100);
        long before = threads.getCurrentThreadAllocatedBytes();
        desk.tell(fill);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}

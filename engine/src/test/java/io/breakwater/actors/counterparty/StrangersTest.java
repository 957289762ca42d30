package io.breakwater.actors.counterparty;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.actors.Node;
import io.breakwater.actors.lane.LaneCommand;
import io.breakwater.actors.lane.LaneRouter;
import io.breakwater.domain.counterparty.Counterparty;
import io.breakwater.domain.counterparty.CounterpartyAggregate;
import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.CounterpartyFact;
import io.breakwater.domain.counterparty.CounterpartyRequest;
import io.breakwater.domain.counterparty.MarginMode;
import io.breakwater.domain.counterparty.Permissions;
import io.breakwater.domain.counterparty.Valued;
import io.breakwater.kernel.Outcome.Verdict;
import io.breakwater.log.LaneState;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.Test;

/** Facts about counterparties that nobody has onboarded: they are in the log, and take up nothing else (I-10). */
class StrangersTest {

    private static final int STRANGERS = 300;
    private static final CounterpartyFact DEPOSIT = new CounterpartyFact.Deposit("main", "USD", 6, 5, "wire");

    private static LaneRouter<Valued, CounterpartyCommand> lane(Node node) {
        return node.lanes(new CounterpartyAggregate(), 1, List::of);
    }

    private static LaneState<Valued> state(Node node, LaneRouter<Valued, CounterpartyCommand> lane) {
        TestProbe<LaneState<Valued>> states = node.kit.createTestProbe();
        lane.tell(0, new LaneCommand.ReadState<>(states.ref()));
        return states.receiveMessage();
    }

    private static Verdict told(Node node, LaneRouter<Valued, CounterpartyCommand> lane, String name,
            CounterpartyCommand command) {
        node.tell(lane, name, command);
        return node.reply().outcomes()[0].verdict();
    }

    @Test
    void takeUpNoRoomAndWhoIsOnboardedLaterIsNew() {
        Node node = new Node();
        LaneRouter<Valued, CounterpartyCommand> lane = lane(node);
        for (int i = 0; i < STRANGERS; i++) {
            assertThat(told(node, lane, "stranger-" + i, DEPOSIT)).isEqualTo(Verdict.SUSPENSE);
        }
        assertThat(state(node, lane).size()).as("nobody is known").isZero();
        assertThat(state(node, lane).number()).as("all of it is in the log").isPositive();
        assertThat(told(node, lane, "stranger-7", new CounterpartyRequest.Onboard("Seven", "firms/f", 0,
                List.of(new CounterpartyRequest.OpenAccount("main", "self", MarginMode.CROSS, "USD", Permissions.ALL)),
                List.of()))).isEqualTo(Verdict.ACCEPTED);
        assertThat(told(node, lane, "stranger-7", DEPOSIT)).isEqualTo(Verdict.ACCEPTED);
        Counterparty seven = node.read(lane, "stranger-7", Valued::counterparty);
        assertThat(seven.money().suspended()).isZero();

        try (Node again = node.restarted()) {
            LaneRouter<Valued, CounterpartyCommand> recovered = lane(again);
            assertThat(state(again, recovered).size()).isEqualTo(1);
            assertThat(again.read(recovered, "stranger-7", Valued::counterparty)).isEqualTo(seven);
        }
    }
}

package io.breakwater.actors.scope;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.actors.Node;
import io.breakwater.actors.lane.Courier;
import io.breakwater.actors.lane.LaneDuty;
import io.breakwater.actors.lane.LaneRouter;
import io.breakwater.domain.Measure;
import io.breakwater.domain.escrow.Escrow;
import io.breakwater.domain.escrow.Grant;
import io.breakwater.domain.escrow.Lending;
import io.breakwater.domain.scope.Scope;
import io.breakwater.domain.scope.ScopeAggregate;
import io.breakwater.domain.scope.ScopeCommand;
import io.breakwater.domain.scope.ScopeEvent;
import io.breakwater.domain.scope.ScopeFact;
import io.breakwater.domain.scope.ScopeRequest;
import io.breakwater.domain.span.SpanCommand;
import io.breakwater.domain.span.SpanFact;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a scope says to the limit that it is lent rights of, of holders that want more than there is. */
class BorrowingReportsTest {
    private static final String FIRM = "firms/acme";

    private Node node = new Node();
    private LaneRouter<Scope, ScopeCommand> scopes;

    @AfterEach
    void stop() {
        node.close();
    }

    private TestProbe<Courier.Message<SpanCommand>> start() {
        TestProbe<Courier.Message<SpanCommand>> courier = node.kit.createTestProbe();
        FirstGrants firstGrants = new FirstGrants();
        List<LaneDuty<Scope, ScopeCommand, ScopeEvent>> duties =
                List.of(firstGrants, new BorrowingReports(courier.ref(), Duration.ofHours(1), firstGrants));
        scopes = node.lanes(new ScopeAggregate(), 1, () -> duties);
        return courier;
    }

    private static Lending told(TestProbe<Courier.Message<SpanCommand>> courier) {
        var word = (Courier.Carry<SpanCommand>) courier.receiveMessage();
        return ((SpanFact.ScopeReported) word.command()).lending();
    }

    private void tell(ScopeCommand command) {
        node.tell(scopes, FIRM, command);
        assertThat(node.reply().outcomes()).allMatch(outcome -> outcome.isAccepted());
    }

    /** An order may ask for as much as a figure holds, and so may the next counterparty's. */
    @Test
    void demandsThatNoFigureHoldsTogetherAreTold() {
        start();
        tell(new ScopeFact.LimitLent(new Grant(FIRM, Measure.GROSS_NOTIONAL, 1_000, 0)));
        for (String holder : List.of("c1", "c2", "c3")) {
            tell(new ScopeRequest.Enroll(holder));
            tell(new ScopeFact.HolderReported(holder, Measure.GROSS_NOTIONAL, 0, Long.MAX_VALUE));
        }
        node = node.restarted();
        assertThat(told(start()).wanted()).isEqualTo(Escrow.UNLIMITED / 2);
    }
}

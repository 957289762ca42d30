package io.breakwater.actors.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.breakwater.actors.Node;
import io.breakwater.actors.lane.LaneDuty;
import io.breakwater.actors.lane.LaneRouter;
import io.breakwater.domain.Measure;
import io.breakwater.domain.escrow.Grant;
import io.breakwater.domain.escrow.Holder;
import io.breakwater.domain.scope.Scope;
import io.breakwater.domain.scope.ScopeAggregate;
import io.breakwater.domain.scope.ScopeCommand;
import io.breakwater.domain.scope.ScopeEvent;
import io.breakwater.domain.scope.ScopeFact;
import io.breakwater.domain.scope.ScopeRequest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A scope whose cap is lent again after all of it was taken back, and a holder that says nothing. */
class FirstGrantsTest {
    private static final String FIRM = "firms/acme";
    private static final String OTHER = "firms/other";

    private Node node = new Node();
    private LaneRouter<Scope, ScopeCommand> scopes;

    @AfterEach
    void stop() {
        node.close();
    }

    private void start(List<LaneDuty<Scope, ScopeCommand, ScopeEvent>> duties) {
        scopes = node.lanes(new ScopeAggregate(), 1, () -> duties);
    }

    private void tell(String scope, ScopeCommand command) {
        node.tell(scopes, scope, command);
        assertThat(node.reply().outcomes()).allMatch(outcome -> outcome.isAccepted());
    }

    private void lent(String scope, long granted, long recalled) {
        tell(scope, new ScopeFact.LimitLent(new Grant(scope, Measure.GROSS_NOTIONAL, granted, recalled)));
    }

    private Holder holder(String scope) {
        return node.read(scopes, scope, state -> state.escrow(Measure.GROSS_NOTIONAL).holder("c1"));
    }

    private long kept(String scope) {
        return holder(scope).kept();
    }

    /** Enrolled with a part, and asked back all of it. */
    private void left(String scope) {
        lent(scope, 1_600, 0);
        tell(scope, new ScopeRequest.Enroll("c1"));
        lent(scope, 1_600, 1_600);
        tell(scope, new ScopeFact.HolderReported("c1", Measure.GROSS_NOTIONAL, holder(scope).recalled(), 0));
        assertThat(kept(scope)).isZero();
    }

    @Test
    void whatIsLentAgainIsGrantedBeforeItIsAskedFor() {
        start(List.of(new FirstGrants()));
        left(FIRM);
        lent(FIRM, 3_200, 1_600);
        await().until(() -> kept(FIRM) == 400);
    }

    @Test
    void aPartGrowsForAWhile() {
        start(List.of(new FirstGrants()));
        left(FIRM);
        left(OTHER);
        lent(FIRM, 1_700, 1_600);
        await().until(() -> kept(FIRM) == 25);
        lent(FIRM, 2_000, 1_600);
        await().until(() -> kept(FIRM) > 25);
        node.micros.addAndGet(7_000_000);
        long little = kept(FIRM);
        lent(FIRM, 2_800, 1_600);
        await().until(() -> kept(FIRM) > little);
        node.micros.addAndGet(7_000_000);
        long more = kept(FIRM);
        lent(FIRM, 3_600, 1_600);
        await("while it is lent more").until(() -> kept(FIRM) > more);
        long grown = kept(FIRM);
        node.micros.addAndGet(11_000_000);
        lent(FIRM, 9_000, 1_600);
        lent(OTHER, 3_200, 1_600);
        await().until(() -> kept(OTHER) == 400);
        assertThat(kept(FIRM)).as("not for good").isEqualTo(grown);
    }

    @Test
    void aLaneThatStartsAsksForThoseWhoKeepNothing() {
        start(List.of());
        left(FIRM);
        lent(FIRM, 3_200, 1_600);
        assertThat(kept(FIRM)).isZero();
        node = node.restarted();
        start(List.of(new FirstGrants()));
        await().until(() -> kept(FIRM) == 400);
    }
}

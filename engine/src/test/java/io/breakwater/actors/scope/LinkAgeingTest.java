package io.breakwater.actors.scope;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.actors.lane.LaneDuty.Own;
import io.breakwater.actors.lane.LaneId;
import io.breakwater.domain.Context;
import io.breakwater.domain.Restrictions;
import io.breakwater.domain.TradingState;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.scope.Scope;
import io.breakwater.domain.scope.ScopeCommand;
import io.breakwater.domain.scope.ScopeEvent;
import io.breakwater.domain.scope.ScopeFact;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Hash64;
import io.breakwater.kernel.LongMap;
import io.breakwater.kernel.Origin;
import io.breakwater.kernel.RequestId;
import io.breakwater.kernel.Table;
import io.breakwater.log.Digest;
import io.breakwater.log.Entity;
import io.breakwater.log.LaneState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Given how old what is known of peers is, what a scope lane books, in virtual time. */
class LinkAgeingTest {
    private static final long SECOND = 1_000_000;
    private static final long START = 1_600_000_000 * SECOND;
    private static final String NAMED = "everything";
    private static final LaneId LANE = new LaneId("scope", 0, 1);
    private static final LinkAgeing.Bound BOUND = new LinkAgeing.Bound(Duration.ofSeconds(30), List.of(NAMED));
    private static final LinkAgeing.Bound NOTHING = new LinkAgeing.Bound(Duration.ofSeconds(30), List.of());
    private static final RequestId ID = RequestId.parse("01901b3c-5d00-7000-8000-000000000001");

    private final Map<String, Long> caughtUp = new TreeMap<>(Map.of("ams", START, "par", START));
    private Scope scope = Scope.absent(NAMED);
    private Set<String> fenced = Set.of();
    private final PeerAges ages = new PeerAges() {
        @Override
        public Map<String, Long> caughtUpMicros() {
            return caughtUp;
        }

        @Override
        public Optional<Set<String>> fenced() {
            return Optional.ofNullable(fenced);
        }
    };
    private LinkAgeing duty = begun(BOUND);

    private LinkAgeing begun(LinkAgeing.Bound bound) {
        LinkAgeing begun = new LinkAgeing(LANE, bound, ages);
        begun.serving(state(), null);
        return begun;
    }

    private LaneState<Scope> state() {
        LongMap<Entity<Scope>> entities = scope.exists()
                ? LongMap.of(Hash64.of(NAMED), new Entity<>(NAMED, scope)) : LongMap.empty();
        return new LaneState<>(1, 1, Digest.of(new byte[Digest.BYTES]), START, entities, Table.empty());
    }

    /** What it books at a second after the start; it is applied. */
    private List<Class<?>> at(long second) {
        List<Class<?>> booked = new ArrayList<>();
        for (Own<ScopeCommand> own : duty.due(state(), START + second * SECOND)) {
            booked.add(own.command().getClass());
            Context context = new Context(MarketView.EMPTY, START + second * SECOND, new Origin(1, 1));
            if (scope.decide(own.command(), ID, context) instanceof Decision.Taken<ScopeEvent>(ScopeEvent event)) {
                scope = scope.apply(event, ID, context.nowMicros());
            }
        }
        return booked;
    }

    private TradingState traded() {
        return scope.restrictions().stateAt(START);
    }

    @Test
    void whatIsTooOldReducesOnceAndIsLiftedWhenAllAreYoung() {
        assertThat(at(30)).as("not older than the bound").isEmpty();
        assertThat(at(31)).containsExactly(ScopeFact.LinkAged.class);
        assertThat(traded()).isEqualTo(TradingState.REDUCING);
        assertThat(scope.restrictions().find(Restrictions.LINK_AGE).reason()).contains("ams, par");
        assertThat(at(32)).as("it holds").isEmpty();
        caughtUp.put("ams", START + 33 * SECOND);
        assertThat(at(33)).as("par is still old").isEmpty();
        caughtUp.put("par", START + 10 * SECOND);
        assertThat(at(34)).containsExactly(ScopeFact.LinkRenewed.class);
        assertThat(traded()).isEqualTo(TradingState.ACTIVE);
        assertThat(at(40)).as("par is at the bound").isEmpty();
        assertThat(at(41)).containsExactly(ScopeFact.LinkAged.class);
    }

    @Test
    void afterAStartNothingIsKnownWhichNeitherLiftsNorRestrictsBeforeTheBound() {
        at(31);
        caughtUp.replaceAll((peer, micros) -> 0L);
        duty = begun(BOUND);
        assertThat(at(100)).as("still restricted, nothing heard").isEmpty();
        assertThat(traded()).isEqualTo(TradingState.REDUCING);
        caughtUp.replaceAll((peer, micros) -> START + 101 * SECOND);
        assertThat(at(101)).containsExactly(ScopeFact.LinkRenewed.class);

        caughtUp.replaceAll((peer, micros) -> 0L);
        duty = begun(BOUND);
        assertThat(at(200)).isEmpty();
        assertThat(at(230)).isEmpty();
        assertThat(at(231)).as("cold-started in a cut").containsExactly(ScopeFact.LinkAged.class);
    }

    @Test
    void whoeverIsFencedIsTooOldAtOnceAndUntilItIsLetIn() {
        assertThat(at(1)).isEmpty();
        fenced = Set.of("par");
        assertThat(at(2)).as("however young").containsExactly(ScopeFact.LinkAged.class);
        assertThat(scope.restrictions().find(Restrictions.LINK_AGE).reason()).contains("par (fenced)");
        caughtUp.replaceAll((peer, micros) -> START + 10 * SECOND);
        assertThat(at(10)).as("its tail has come").isEmpty();
        fenced = null;
        duty = begun(BOUND);
        assertThat(at(11)).as("after a start, not looked up yet").isEmpty();
        assertThat(traded()).isEqualTo(TradingState.REDUCING);
        fenced = Set.of();
        assertThat(at(12)).containsExactly(ScopeFact.LinkRenewed.class);
        assertThat(traded()).isEqualTo(TradingState.ACTIVE);
    }

    @Test
    void whatIsNamedNoMoreIsLiftedWhateverTheAge() {
        at(31);
        duty = begun(NOTHING);
        assertThat(at(60)).containsExactly(ScopeFact.LinkRenewed.class);
        assertThat(at(61)).isEmpty();
    }

    @Test
    void aLaneLeavesScopesOfOthersAlone() {
        LaneId other = new LaneId("scope", 1 - LaneId.numberOf(NAMED, 2), 2);
        duty = new LinkAgeing(other, BOUND, ages);
        assertThat(at(31)).isEmpty();
        assertThat(at(100)).isEmpty();
    }

    @Test
    void whatEngineAndPeersSayOfItIsNoNewsToOthers() {
        at(31);
        ScopeEvent noted = new ScopeEvent.LinkAgeNoted(new ScopeFact.LinkAged("old"));
        assertThat(ScopeEvent.forPeers(noted)).isNull();
        assertThat(ScopeEvent.restrictionNews(noted)).isNull();
        assertThat(Restrictions.isOwn(Restrictions.LINK_AGE)).isTrue();
    }
}

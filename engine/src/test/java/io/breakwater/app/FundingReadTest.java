package io.breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.breakwater.actors.Node;
import io.breakwater.actors.board.TapeReports;
import io.breakwater.actors.instrument.Calendar;
import io.breakwater.actors.lane.LaneRouter;
import io.breakwater.audit.Archive;
import io.breakwater.audit.FundingPaid;
import io.breakwater.audit.Identity;
import io.breakwater.audit.Journal;
import io.breakwater.domain.instrument.Asset;
import io.breakwater.domain.instrument.FundingRate;
import io.breakwater.domain.instrument.FundingRule;
import io.breakwater.domain.instrument.Instrument;
import io.breakwater.domain.instrument.InstrumentAggregate;
import io.breakwater.domain.instrument.InstrumentCommand;
import io.breakwater.domain.instrument.InstrumentRequest;
import io.breakwater.domain.instrument.LifeCycle;
import io.breakwater.domain.instrument.Mark;
import io.breakwater.domain.instrument.Payoff;
import io.breakwater.domain.instrument.Terms;
import io.breakwater.domain.instrument.TickBand;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What instruments in several lanes have paid is found in the lane that each is in. */
class FundingReadTest {
    private static final int LANES = 3;
    private static final long MINUTE = 60_000_000L;
    private static final Asset BTC = new Asset("BTC", 8);
    private static final Asset USD = new Asset("USD", 6);

    @Test
    void eachInstrumentsPaymentsAreReadFromItsLane() {
        try (Node node = new Node()) {
            LaneRouter<Instrument, InstrumentCommand> instruments = node.lanes(new InstrumentAggregate(), LANES,
                    node.view, id -> List.of(new TapeReports<>(id.name(), TapeReports::instrument, node.board),
                            new Calendar(Duration.ofNanos(1_000))));
            List<String> names = List.of("perp-a", "perp-b", "perp-c", "perp-d");
            assertThat(names.stream().map(instruments::laneOf).distinct().count()).isGreaterThan(1);
            names.forEach(name -> list(node, instruments, name));
            long due = (node.micros.get() / MINUTE + 1) * MINUTE;
            node.micros.set(due);
            await().until(() -> names.stream().allMatch(name -> !node.view.current().named(name).funding().isEmpty()));
            FundingRead read = new FundingRead(node.kit.system(), new FundingPaid(Archive.of(
                    new Journal(node.journal.logs(), null), new Identity("simulation", "dc-a", 0))), LANES);
            for (String name : names) {
                assertThat(read.after(name, due - 1).orTimeout(30, TimeUnit.SECONDS).join())
                        .isEqualTo(node.view.current().named(name).funding()).hasSize(1);
                CompletableFuture<List<FundingRate>> none = read.after(name, due);
                await().until(none::isDone);
                assertThat(none.state()).as("nobody asks where the view shows none").isEqualTo(Future.State.FAILED);
            }
        }
    }

    private static void list(Node node, LaneRouter<Instrument, InstrumentCommand> instruments, String name) {
        Terms terms = new Terms(0, 0, new Payoff.Linear(), "BTC", BTC, USD, USD, 1, 0, 0, 0, 0,
                List.of(new TickBand(1, 1)), Long.MAX_VALUE, 0, new Terms.FeeRule(0, 0), 500,
                new FundingRule(MINUTE, 10_000));
        node.tell(instruments, name, new InstrumentRequest.ListInstrument(name, "", name, terms, LifeCycle.OPEN));
        assertThat(node.reply().outcomes()).allMatch(outcome -> outcome.isAccepted());
        node.tell(instruments, name, new InstrumentRequest.UpdateMark(
                Mark.of(50_000 + 100 * name.length() + name.charAt(5), 50_000, 0, node.now())));
        assertThat(node.reply().outcomes()).allMatch(outcome -> outcome.isAccepted());
    }
}

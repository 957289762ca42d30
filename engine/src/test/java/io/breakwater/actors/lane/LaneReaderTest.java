package io.breakwater.actors.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.log.LaneFold;
import io.breakwater.log.LaneState;
import io.breakwater.log.LogName;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a reader makes of lanes that are silent, and of answers that come late. */
class LaneReaderTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final Duration WAITING = Duration.ofSeconds(20);

    private final LaneFold<Tally, TallyCommand, TallyEvent> fold =
            new LaneFold<>(new LogName("test", "dc1", LaneHarness.LANE), new TallyAggregate());
    private final TestProbe<LaneCommand<Tally, TallyCommand>> lane = KIT.createTestProbe();

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    private CompletableFuture<LaneState<Tally>> ask(Duration patience) {
        ActorRef<LaneReader.Message<Tally>> reader = KIT.spawn(LaneReader.of(
                new LaneRouter<Tally, TallyCommand>(List.of(lane.ref())), _ -> fold, patience));
        CompletableFuture<LaneState<Tally>> answer = new CompletableFuture<>();
        reader.tell(new LaneReader.Ask<>(0, LanePart.head(), answer));
        return answer;
    }

    @SuppressWarnings("unchecked")
    private LaneCommand.Read<Tally, TallyCommand> asked() {
        return (LaneCommand.Read<Tally, TallyCommand>) lane.expectMessageClass(LaneCommand.Read.class, WAITING);
    }

    private void answer(LaneCommand.Read<Tally, TallyCommand> read, int index, int count, byte[] bytes) {
        read.replyTo().tell(new Readout.Piece(read.readId(), index, count, bytes));
    }

    @Test
    void aSilentLaneIsAskedAgainAndWhatComesLateIsNotMixedIn() throws Exception {
        CompletableFuture<LaneState<Tally>> answer = ask(Duration.ofSeconds(20));
        LaneCommand.Read<Tally, TallyCommand> first = asked();
        answer(first, 0, 2, new byte[] {1, 2, 3});
        LaneCommand.Read<Tally, TallyCommand> second = asked();
        assertThat(second.readId()).isNotEqualTo(first.readId());
        answer(first, 1, 2, new byte[] {4});
        answer(second, 0, 1, fold.snapshot(fold.genesis()));
        assertThat(answer.get(20, TimeUnit.SECONDS).number()).isZero();
    }

    @Test
    void itIsGivenUpInTheEnd() {
        CompletableFuture<LaneState<Tally>> answer = ask(Duration.ofSeconds(1));
        assertThatThrownBy(() -> answer.get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class).hasCauseInstanceOf(TimeoutException.class);
    }
}

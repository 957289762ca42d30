package io.breakwater.actors.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.log.LaneFold;
import io.breakwater.log.LaneState;
import io.breakwater.log.LogName;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a reader makes of lanes that are silent, and of answers that come late. */
class LaneReaderTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final Duration WAITING = Duration.ofSeconds(20);

    private static final LaneFold<Tally, TallyCommand, TallyEvent> FOLD =
            new LaneFold<>(new LogName("test", "dc1", LaneHarness.LANE), new TallyAggregate());

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    private static CompletableFuture<LaneState<Tally>> ask(
            Behavior<LaneCommand<Tally, TallyCommand>> lane, Duration patience) {
        ActorRef<LaneReader.Message<Tally>> reader = KIT.spawn(LaneReader.of(
                new LaneRouter<Tally, TallyCommand>(List.of(KIT.spawn(lane))), _ -> FOLD, patience));
        CompletableFuture<LaneState<Tally>> answer = new CompletableFuture<>();
        reader.tell(new LaneReader.Ask<>(0, LanePart.head(), answer));
        return answer;
    }

    private static void answer(LaneCommand.Read<?, ?> read, int index, int count, byte... bytes) {
        read.replyTo().tell(new Readout.Piece(read.readId(), index, count, bytes));
    }

    /** Falls silent in the middle of its first answer, and says the rest of that before any other. */
    private static Behavior<LaneCommand<Tally, TallyCommand>> stuttering(List<LaneCommand.Read<?, ?>> asked) {
        return Behaviors.receiveMessage(command -> {
            LaneCommand.Read<?, ?> read = (LaneCommand.Read<?, ?>) command;
            asked.add(read);
            if (asked.size() == 1) {
                answer(read, 0, 2, (byte) 1, (byte) 2, (byte) 3);
            } else {
                answer(asked.getFirst(), 1, 2, (byte) 4);
                answer(read, 0, 1, FOLD.snapshot(FOLD.genesis()));
            }
            return Behaviors.same();
        });
    }

    @Test
    void aSilentLaneIsAskedAgainAndWhatComesLateIsNotMixedIn() throws Exception {
        List<LaneCommand.Read<?, ?>> asked = new CopyOnWriteArrayList<>();
        assertThat(ask(stuttering(asked), WAITING).get(20, TimeUnit.SECONDS).number()).isZero();
        assertThat(asked).hasSizeGreaterThan(1).extracting(LaneCommand.Read::readId).doesNotHaveDuplicates();
    }

    @Test
    void itIsGivenUpInTheEnd() {
        CompletableFuture<LaneState<Tally>> answer = ask(Behaviors.ignore(), Duration.ofSeconds(1));
        assertThatThrownBy(() -> answer.get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class).hasCauseInstanceOf(TimeoutException.class);
    }
}

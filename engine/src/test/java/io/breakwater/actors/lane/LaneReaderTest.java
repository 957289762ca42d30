package io.breakwater.actors.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.log.LaneFold;
import io.breakwater.log.LaneState;
import io.breakwater.log.LogName;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

    private final List<LaneCommand.Read<?, ?>> asked = new CopyOnWriteArrayList<>();

    /** @param answering what the lane says when it is asked, {@link #asked} so often with this one */
    private CompletableFuture<LaneState<Tally>> ask(
            LanePart part, Duration patience, Consumer<LaneCommand.Read<?, ?>> answering) {
        Behavior<LaneCommand<Tally, TallyCommand>> lane = Behaviors.receiveMessage(command -> {
            asked.add((LaneCommand.Read<?, ?>) command);
            answering.accept(asked.getLast());
            return Behaviors.same();
        });
        ActorRef<LaneReader.Message<Tally>> reader = KIT.spawn(LaneReader.of(
                new LaneRouter<Tally, TallyCommand>(List.of(KIT.spawn(lane))), _ -> FOLD, patience));
        CompletableFuture<LaneState<Tally>> answer = new CompletableFuture<>();
        reader.tell(new LaneReader.Ask<>(0, part, answer));
        return answer;
    }

    private static void answer(LaneCommand.Read<?, ?> read, int index, int count, byte... bytes) {
        read.replyTo().tell(new Readout.Piece(read.readId(), index, count, bytes));
    }

    /** It falls silent in the middle of its first answer, and says the rest of that in the middle of the next. */
    @Test
    void aSilentLaneIsAskedAgainAndWhatComesLateIsNotMixedIn() throws Exception {
        byte[] state = FOLD.snapshot(FOLD.genesis());
        CompletableFuture<LaneState<Tally>> answer = ask(LanePart.head(), WAITING, read -> {
            if (asked.size() == 1) {
                answer(read, 0, 2, (byte) 1, (byte) 2, (byte) 3);
            } else {
                answer(read, 0, 2, Arrays.copyOf(state, 5));
                answer(asked.getFirst(), 1, 2, (byte) 4);
                answer(read, 1, 2, Arrays.copyOfRange(state, 5, state.length));
            }
        });
        assertThat(answer.get(20, TimeUnit.SECONDS).number()).isZero();
        assertThat(asked).hasSizeGreaterThan(1).extracting(LaneCommand.Read::readId).doesNotHaveDuplicates();
    }

    /** Its machine is slow, or its state large: each time it is asked again before it has said anything. */
    @ParameterizedTest
    @EnumSource(value = LanePart.Extent.class, names = {"HEAD", "EVERYTHING"})
    void aLaneThatTakesLongerEachTimeIsHeardAllTheSame(LanePart.Extent extent) throws Exception {
        CompletableFuture<LaneState<Tally>> answer = ask(new LanePart(extent, ""), WAITING, _ -> {
            if (asked.size() > 1) {
                answer(asked.get(asked.size() - 2), 0, 1, FOLD.snapshot(FOLD.genesis()));
            }
        });
        assertThat(answer.get(20, TimeUnit.SECONDS).number()).isZero();
    }

    @Test
    void itIsGivenUpInTheEnd() {
        CompletableFuture<LaneState<Tally>> answer = ask(LanePart.head(), Duration.ofSeconds(1), _ -> { });
        assertThatThrownBy(() -> answer.get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class).hasCauseInstanceOf(TimeoutException.class);
    }
}

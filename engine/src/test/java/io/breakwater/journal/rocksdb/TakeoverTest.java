package io.breakwater.journal.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.journal.StoreInUse;
import io.breakwater.journal.StoreStopped;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two actor systems over one store: whoever was there first stops without having acknowledged anything. */
class TakeoverTest {

    @TempDir
    Path directory;

    private ActorTestKit node(String name) {
        return ActorTestKit.create(name, StoreConfigs.of(directory, ""));
    }

    /** What a lane's journal end does: one opaque event a command; the answer follows the persisted event. */
    private static final class LaneLog extends EventSourcedBehavior<String, byte[], String> {

        private final Consumer<String> answer;

        private LaneLog(Consumer<String> answer) {
            super(PersistenceId.ofUniqueId("lane-00"));
            this.answer = answer;
        }

        @Override
        public String emptyState() {
            return "";
        }

        @Override
        public CommandHandler<String, byte[], String> commandHandler() {
            return newCommandHandlerBuilder().forAnyState().onAnyCommand(command ->
                    command.equals("state")
                            ? Effect().none().thenRun((String state) -> answer.accept("state " + state))
                            : Effect().persist(command.getBytes(StandardCharsets.US_ASCII))
                                    .thenRun((String state) -> answer.accept("stored " + state)));
        }

        @Override
        public EventHandler<String, byte[]> eventHandler() {
            return newEventHandlerBuilder().forAnyState()
                    .onAnyEvent((state, event) -> state + new String(event, StandardCharsets.US_ASCII));
        }
    }

    private static ActorRef<String> lane(ActorTestKit node, TestProbe<String> answers) {
        ActorRef<String> lane = node.spawn(new LaneLog(text -> answers.getRef().tell(text)));
        lane.tell("state");
        return lane;
    }

    @Test
    void theFormerWriterStopsAtItsNextAppend() {
        ActorTestKit first = node("first");
        ActorTestKit second = node("second");
        TestProbe<String> firstAnswers = first.createTestProbe();
        TestProbe<String> secondAnswers = second.createTestProbe();
        ActorRef<String> former = lane(first, firstAnswers);
        firstAnswers.expectMessage("state ");
        former.tell("a");
        firstAnswers.expectMessage("stored a");
        ActorRef<String> taker = lane(second, secondAnswers);
        secondAnswers.expectMessage("state a");
        taker.tell("b");
        secondAnswers.expectMessage("stored ab");

        former.tell("x");
        firstAnswers.expectTerminated(former, Duration.ofSeconds(10));
        firstAnswers.expectNoMessage(Duration.ofMillis(100));

        taker.tell("c");
        secondAnswers.expectMessage("stored abc");
        EmbeddedStore store = StoreExtension.get(first.system()).store();
        assertThat(StoreExtension.get(second.system()).store()).isSameAs(store);
        first.shutdownTestKit();
        assertThat(store.logs().highest("lane-00")).isEqualTo(3);
        second.shutdownTestKit();
        assertThatThrownBy(() -> store.logs().highest("lane-00")).isInstanceOf(StoreStopped.class);
    }

    @Test
    void aNodeWhoseDirectoryIsTakenIsToldSoAtOnce() {
        try (EmbeddedStore other = EmbeddedStore.open(StoreConfigs.settings(directory))) {
            ActorTestKit node = node("late");
            assertThatThrownBy(() -> StoreExtension.get(Adapter.toClassic(node.system())))
                    .isInstanceOf(StoreInUse.class).hasMessageContaining("held by this process");
            node.shutdownTestKit();
            Rows.fill(other, "lane-00", 1, 1);
        }
    }
}

package io.breakwater.actors.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.breakwater.actors.board.ViewMessage;
import io.breakwater.actors.cluster.ClusterMessage;
import io.breakwater.actors.cluster.ClusterStanding;
import io.breakwater.actors.cluster.ClusterStanding.Member;
import io.breakwater.actors.lane.LaneCommand;
import io.breakwater.actors.lane.LanePart;
import io.breakwater.actors.lane.LaneRejection;
import io.breakwater.actors.lane.LaneReply;
import io.breakwater.actors.lane.Readout;
import io.breakwater.actors.lane.RequestIds;
import io.breakwater.actors.lane.SubBatch;
import io.breakwater.domain.TradingState;
import io.breakwater.domain.TradingState;
import io.breakwater.domain.counterparty.CounterpartyAggregate;
import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.CounterpartyRejection;
import io.breakwater.domain.counterparty.CounterpartyRequest;
import io.breakwater.domain.market.Tape;
import io.breakwater.domain.market.TapeEvent;
import io.breakwater.kernel.Outcome;
import io.breakwater.kernel.Unit;
import io.breakwater.log.LaneState;
import java.io.NotSerializableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Messages between nodes come out as they went in; bytes that were changed do not come out at all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WireSerializerTest {
    private final ActorTestKit kit = ActorTestKit.create("wire", ConfigFactory.parseString(
            "pekko.loglevel = WARNING").withFallback(ConfigFactory.load()));
    private final TestProbe<LaneReply> replies = kit.createTestProbe();
    private final SplittableRandom random = new SplittableRandom(7);

    @BeforeAll
    void kinds() {
        LaneKinds.get(kit.system()).add(new CounterpartyAggregate());
        LaneKinds.get(kit.system()).add(new Tape());
    }

    @AfterAll
    void stop() {
        kit.shutdownTestKit();
    }

    private SerializerWithStringManifest serializerOf(Object message) {
        return (SerializerWithStringManifest)
                SerializationExtension.get(Adapter.toClassic(kit.system())).findSerializerFor(message);
    }

    private Object carried(Object message) {
        SerializerWithStringManifest serializer = serializerOf(message);
        assertThat(serializer).isInstanceOf(WireSerializer.class);
        try {
            return serializer.fromBinary(serializer.toBinary(message), serializer.manifest(message));
        } catch (NotSerializableException e) {
            throw new AssertionError(e);
        }
    }

    private String text() {
        return random.ints(random.nextInt(12), 32, 0x2000).collect(StringBuilder::new,
                StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private CounterpartyCommand command() {
        return switch (random.nextInt(4)) {
            case 0 -> new CounterpartyRequest.Cancel(text());
            case 1 -> new CounterpartyRequest.Amend(text(), random.nextLong(), random.nextLong());
            case 2 -> new CounterpartyRequest.MassCancel(text(), random.nextLong());
            default -> new CounterpartyRequest.Restrict(TradingState.HALTED, text(), text(), random.nextLong());
        };
    }

    private SubBatch<CounterpartyCommand> subBatch() {
        List<CounterpartyCommand> commands = new ArrayList<>();
        int[] items = new int[1 + random.nextInt(20)];
        for (int i = 0; i < items.length; i++) {
            items[i] = random.nextInt(1 << 20);
            commands.add(command());
        }
        RequestIds ids = new RequestIds(random.nextLong() & ~0xF000L | 0x7000, random.nextLong() >>> 2 | 1L << 63,
                items);
        return new SubBatch<>(text(), commands, ids, text(), text(), random.nextLong(), random.nextBoolean());
    }

    @Test
    void whatIsSubmittedComesOutAsItWentIn() {
        for (int n = 0; n < 500; n++) {
            List<SubBatch<CounterpartyCommand>> subBatches = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(4); i++) {
                subBatches.add(subBatch());
            }
            var sent = new LaneCommand.Submit<LaneState<?>, CounterpartyCommand>(
                    random.nextLong(), subBatches, replies.ref());
            assertThat(carried(sent)).usingRecursiveComparison().isEqualTo(sent);
        }
    }

    @Test
    void theTapesCommandsAreTheTapes() {
        var event = new TapeEvent.ControlObserved("everything", TradingState.REDUCING);
        var sent = new LaneCommand.Submit<>(3, List.of(new SubBatch<>(Tape.ENTITY, List.of(event),
                new RequestIds(0x0198_0000_0000_7000L, 1L << 63, new int[] {0}), "board", "", 5, false)),
                replies.ref());
        assertThat(carried(sent)).usingRecursiveComparison().isEqualTo(sent);
    }

    private Outcome outcome() {
        return switch (random.nextInt(4)) {
            case 0 -> Outcome.accepted(random.nextLong());
            case 1 -> Outcome.of(Outcome.Verdict.UNKNOWN, null);
            case 2 -> Outcome.refused(new LaneRejection(LaneRejection.Reason.LANE_OVERLOADED, text(), 1, 2, 3, text()));
            default -> Outcome.refused(new CounterpartyRejection(CounterpartyRejection.Code.HALTED, text(),
                    random.nextLong(), random.nextLong(), random.nextLong(), Unit.COUNT, text()));
        };
    }

    @Test
    void repliesKeepWhatTheyAreAbout() {
        for (int n = 0; n < 500; n++) {
            int size = random.nextInt(30);
            Outcome[] outcomes = new Outcome[size];
            Arrays.setAll(outcomes, i -> outcome());
            var sent = new LaneReply(random.nextLong(), "counterparty-03", random.nextInt(), random.nextLong(),
                    random.ints(size).toArray(), outcomes, random.longs(size).toArray());
            assertThat(carried(sent)).usingRecursiveComparison().isEqualTo(sent);
        }
    }

    @Test
    void theRestComesOutAsItWentIn() {
        TestProbe<Readout> readouts = kit.createTestProbe();
        TestProbe<ViewMessage> views = kit.createTestProbe();
        TestProbe<ClusterMessage> clusters = kit.createTestProbe();
        for (Object sent : List.of(
                new LaneCommand.Wake<>(),
                new LaneCommand.Release<>(-7),
                new LaneCommand.Read<>(9, LanePart.of("acme"), readouts.ref()),
                new Readout.Piece(9, 1, 3, new byte[] {1, 2, 3}),
                new Readout.TooLarge(9, 1L << 40),
                new ViewMessage.TapeBlock(2, 77, new byte[] {4, 5}),
                new ViewMessage.Pulse(2, 77, 5, views.ref()),
                new ViewMessage.Roll(9, "btc-perpetual", TradingState.HALTED, views.ref()),
                new ClusterMessage.Which(9, clusters.ref()),
                new ClusterMessage.Told(9, new ClusterStanding(List.of("uat", "fra"), List.of(
                        new Member("a:1", -5), new Member("b:1", 1L << 40)), true, false)),
                new ViewMessage.Named(9, "pekko://breakwater@a:1", true),
                new ViewMessage.Shown("pekko://breakwater@a:1", 2, 77, 5))) {
            assertThat(carried(sent)).usingRecursiveComparison().isEqualTo(sent);
        }
    }

    @Test
    void whatStaysOnANodeIsRefused() {
        TestProbe<LaneState<String>> states = kit.createTestProbe();
        var local = new LaneCommand.ReadState<String, String>(states.ref());
        assertThatThrownBy(() -> serializerOf(local).manifest(local)).hasMessageContaining("stays on its node");
    }

    @Test
    void whatIsAboveTheBoundIsRefusedWhereItIsMade() {
        var large = new ViewMessage.TapeBlock(1, 1, new byte[WireSerializer.MOST_BYTES]);
        assertThatThrownBy(() -> serializerOf(large).toBinary(large)).hasMessageContaining("more than");
    }

    @Test
    void bytesThatAreCutOrGoOnAreRefused() {
        var sent = new LaneCommand.Submit<LaneState<?>, CounterpartyCommand>(1, List.of(subBatch()), replies.ref());
        SerializerWithStringManifest serializer = serializerOf(sent);
        byte[] bytes = serializer.toBinary(sent);
        for (int length : new int[] {0, 1, bytes.length / 2, bytes.length - 1, bytes.length + 1}) {
            byte[] changed = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> serializer.fromBinary(changed, serializer.manifest(sent)))
                    .isInstanceOf(NotSerializableException.class);
        }
        assertThatThrownBy(() -> serializer.fromBinary(bytes, "submit9")).isInstanceOf(NotSerializableException.class);
    }
}

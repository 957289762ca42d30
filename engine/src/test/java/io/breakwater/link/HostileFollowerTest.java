package io.breakwater.link;

import static io.breakwater.link.DataCenterLogs.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.link.v1.BlockLinkServiceGrpc;
import io.breakwater.link.v1.FollowerMessage;
import io.breakwater.link.v1.LeaderMessage;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Followers that do not take, do not acknowledge, or acknowledge what they never had. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class HostileFollowerTest {
    @TempDir
    Path directory;

    private DataCenterLogs fra;
    private DataCenterLogs ams;
    private ManagedChannel channel;

    @BeforeEach
    void open() throws Exception {
        fra = new DataCenterLogs(directory, "fra", 1);
        ams = new DataCenterLogs(directory, "ams", 2);
        fra.serve(ams);
        channel = NettyChannelBuilder.forAddress("127.0.0.1", fra.server.port()).usePlaintext().build();
    }

    @AfterEach
    void close() throws Exception {
        channel.shutdownNow();
        ams.close();
        fra.close();
    }

    /** What a follower that a test plays has heard. */
    private static final class Heard implements ClientResponseObserver<FollowerMessage, LeaderMessage> {
        final List<LeaderMessage> messages = new CopyOnWriteArrayList<>();
        volatile Status ended;
        ClientCallStreamObserver<FollowerMessage> out;
        private final int atOnce;

        Heard(int atOnce) {
            this.atOnce = atOnce;
        }

        @Override
        public void beforeStart(ClientCallStreamObserver<FollowerMessage> requests) {
            out = requests;
            requests.disableAutoRequestWithInitial(atOnce);
        }

        @Override
        public void onNext(LeaderMessage message) {
            messages.add(message);
        }

        @Override
        public void onError(Throwable failure) {
            ended = Status.fromThrowable(failure);
        }

        @Override
        public void onCompleted() {
            ended = Status.OK;
        }
    }

    private Heard playing(int atOnce) {
        Heard heard = new Heard(atOnce);
        BlockLinkServiceGrpc.newStub(channel).follow(heard);
        heard.out.onNext(LinkMessages.hello(ams.party, Map.of(), false));
        return heard;
    }

    /** Alive, but without acknowledging anything. */
    private static long heads(Heard heard) {
        heard.out.onNext(LinkMessages.ack(Map.of()));
        return heard.messages.stream().filter(LeaderMessage::hasHeads).count();
    }

    private static long bytes(Heard heard) {
        return heard.messages.stream().filter(LeaderMessage::hasBlocks)
                .mapToLong(message -> message.getBlocks().getSerializedSize()).sum();
    }

    @Test
    void whoDoesNotAcknowledgeGetsAWindowFullAndNoMore() throws Exception {
        fra.stop();
        fra.neverCuts();
        fra.serve(ams);
        fra.grow(250);
        Heard heard = playing(1_000);
        soon().until(() -> heads(heard) >= 0 && bytes(heard) > 1 << 20);
        long before = heads(heard);
        soon().until(() -> heads(heard) >= before + 10);
        assertThat(bytes(heard)).isLessThan((2 << 20) + (2 << 20));
        assertThat(fra.server.links().getFirst().lagBlocks()).isEqualTo(3 * 250);
    }

    @Test
    void whoDoesNotTakeHoldsUpNobodyElse() {
        fra.grow(250);
        Heard heard = playing(1);
        fra.grow(10);
        assertThat(heard.messages.size()).isLessThanOrEqualTo(1);
        soon().until(() -> heard.ended != null || fra.server.links().getFirst().state() == LinkState.CUT);
        ams.follow(fra.as(fra.server.port()));
        soon().until(() -> ams.has(fra));
    }

    @Test
    void whoAcknowledgesMoreThanWasSentIsRefused() {
        fra.grow(3);
        Heard heard = playing(1_000);
        heard.out.onNext(LinkMessages.ack(Map.of("tape-00", 99L)));
        soon().until(() -> heard.ended != null);
        assertThat(heard.ended.getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(heard.messages.getLast().getRefusal().getCode()).isEqualTo("FALSE_ACK");
        assertThat(fra.server.links().getFirst().state()).isEqualTo(LinkState.REFUSED);
    }

    @Test
    void whoSaysNothingIsLetGo() {
        Heard heard = new Heard(10);
        BlockLinkServiceGrpc.newStub(channel).follow(heard);
        soon().until(() -> heard.ended != null);
        assertThat(heard.ended.getCode()).isEqualTo(Status.Code.CANCELLED);
    }

    @Test
    void aSecondStreamOfAPeerTakesThePlaceOfTheFirst() {
        Heard first = playing(1_000);
        soon().until(() -> !first.messages.isEmpty());
        Heard second = playing(1_000);
        soon().until(() -> !second.messages.isEmpty() && first.ended != null);
        assertThat(first.ended.getDescription()).contains("takes its place");
    }

    @Test
    void acknowledgementsBeforeTheGreetingAreRefused() {
        Heard heard = new Heard(10);
        BlockLinkServiceGrpc.newStub(channel).follow(heard);
        heard.out.onNext(LinkMessages.ack(Map.of("tape-00", 1L)));
        soon().until(() -> heard.ended != null);
        assertThat(heard.ended.getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
    }
}

package io.breakwater.link;

import static io.breakwater.link.DataCenterLogs.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.breakwater.journal.rocksdb.Rows;
import io.breakwater.link.LinkSettings.Peer;
import io.breakwater.link.v1.BlockLinkServiceGrpc.BlockLinkServiceImplBase;
import io.breakwater.link.v1.Blocks;
import io.breakwater.link.v1.FollowerMessage;
import io.breakwater.link.v1.LeaderMessage;
import io.breakwater.log.Digest;
import io.breakwater.log.PeerLog;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A leader that sends what is not so: nothing of it is stored, and the follower says why. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class LyingLeaderTest {
    private static final String LOG = "tape-00";

    @TempDir
    Path directory;

    private DataCenterLogs fra;
    private DataCenterLogs ams;
    private List<byte[]> blocks;

    @BeforeEach
    void open() {
        fra = new DataCenterLogs(directory, "fra", 1);
        ams = new DataCenterLogs(directory, "ams", 2);
        fra.grow(5);
        blocks = fra.blocks(LOG);
    }

    @AfterEach
    void close() throws Exception {
        ams.close();
        fra.close();
    }

    private static LeaderMessage sent(String log, long first, List<byte[]> blocks) {
        return LinkMessages.blocks(log, first, blocks.stream().map(block -> Rows.row(log, 1, block)).toList());
    }

    /** Greets, and says then what it was told to say, once: whoever comes again and has stored some hears nothing. */
    private final class Liar extends BlockLinkServiceImplBase {
        private final LeaderMessage[] lies;
        private final AtomicBoolean hasLied = new AtomicBoolean();

        private Liar(LeaderMessage... lies) {
            this.lies = lies;
        }

        @Override
        public StreamObserver<FollowerMessage> follow(StreamObserver<LeaderMessage> out) {
            return new StreamObserver<>() {
                @Override
                public void onNext(FollowerMessage message) {
                    if (message.hasHello() && !hasLied.getAndSet(true)) {
                        Map<String, Long> heads = new TreeMap<>();
                        fra.party.logs().forEach(log -> heads.put(log, 1_000L));
                        out.onNext(LinkMessages.welcome(fra.party, heads));
                        Arrays.stream(lies).forEach(out::onNext);
                    }
                }

                @Override
                public void onError(Throwable failure) {
                    // The follower has gone, as it should.
                }

                @Override
                public void onCompleted() {
                    out.onCompleted();
                }
            };
        }
    }

    /** Answers how many blocks were stored. */
    private int told(String code, LeaderMessage... lies) throws Exception {
        Server server = NettyServerBuilder.forPort(0).addService(new Liar(lies)).build().start();
        try {
            Follower follower = ams.follow(new Peer("fra", 1, List.of("127.0.0.1:" + server.getPort())));
            soon().until(() -> follower.status().state() == LinkState.REFUSED);
            assertThat(follower.status().reason()).startsWith(code);
            follower.close();
            return ams.blocks(PeerLog.id("fra", LOG)).size();
        } finally {
            server.shutdownNow();
        }
    }

    @Test
    void blocksThatLeaveOneOut() throws Exception {
        assertThat(told("OUT_OF_ORDER", sent(LOG, 2, blocks.subList(1, 3)))).isZero();
        assertThat(told("OUT_OF_ORDER", sent(LOG, 1, List.of(blocks.get(0), blocks.get(2))))).isZero();
    }

    @Test
    void blocksThatCameBefore() throws Exception {
        assertThat(told("OUT_OF_ORDER", sent(LOG, 1, blocks.subList(0, 2)),
                sent(LOG, 1, blocks.subList(0, 2)))).isLessThanOrEqualTo(2);
    }

    @Test
    void blocksOfAnotherLog() throws Exception {
        List<byte[]> others = fra.blocks("counterparty-00");
        assertThat(told("OUT_OF_ORDER", sent(LOG, 1, others))).isZero();
        assertThat(told("OUT_OF_ORDER", sent("counterparty-77", 1, others))).isZero();
        assertThat(told("OUT_OF_ORDER", sent("peer/x/y", 1, others))).isZero();
    }

    @Test
    void aBlockThatWasCutShort() throws Exception {
        byte[] cut = Arrays.copyOf(blocks.get(0), blocks.get(0).length - 7);
        LeaderMessage whole = sent(LOG, 1, blocks.subList(0, 1));
        Blocks short1 = whole.getBlocks().toBuilder().setBlocks(0, ByteString.copyFrom(cut)).build();
        assertThat(told("DAMAGED", whole.toBuilder().setBlocks(short1).build())).isZero();
        assertThat(told("DAMAGED", sent(LOG, 1, List.of(Arrays.copyOf(cut, 9))))).isZero();
    }

    @Test
    void aBlockThatWasChanged() throws Exception {
        byte[] changed = blocks.get(0).clone();
        changed[changed.length - 2] ^= 1;
        Blocks lie = sent(LOG, 1, blocks.subList(0, 1)).getBlocks().toBuilder()
                .setBlocks(0, ByteString.copyFrom(changed)).build();
        assertThat(told("DAMAGED", LeaderMessage.newBuilder().setBlocks(lie).build())).isZero();
        // In the middle of a message the next block gives it away.
        Blocks middle = sent(LOG, 1, blocks.subList(0, 2)).getBlocks().toBuilder()
                .setBlocks(0, ByteString.copyFrom(changed)).build();
        assertThat(told("FORKED", LeaderMessage.newBuilder().setBlocks(middle).build())).isZero();
    }

    @Test
    void aDigestOfAnotherLengthAndMessagesWithoutBlocks() throws Exception {
        Blocks none = Blocks.newBuilder().setLog(LOG).setFirst(1)
                .setDigest(ByteString.copyFrom(new byte[Digest.BYTES])).build();
        assertThat(told("OUT_OF_ORDER", LeaderMessage.newBuilder().setBlocks(none).build())).isZero();
        Blocks odd = none.toBuilder().setDigest(ByteString.copyFrom(new byte[3])).build();
        assertThat(told("DAMAGED", LeaderMessage.newBuilder().setBlocks(odd).build())).isZero();
        assertThat(told("WRONG_PROTOCOL", LeaderMessage.getDefaultInstance())).isZero();
    }

    @Test
    void headsThatFall() throws Exception {
        assertThat(told("LOG_SHORTER", sent(LOG, 1, blocks), LinkMessages.beat(Map.of(LOG, 5L)),
                LinkMessages.beat(Map.of("counterparty-01", -1L)))).isLessThanOrEqualTo(5);
    }
}

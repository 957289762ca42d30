package io.breakwater.bench.feed;

import com.google.protobuf.Timestamp;
import io.breakwater.bench.load.MarketUniverse;
import io.breakwater.bench.node.ByteMarshaller;
import io.breakwater.bench.node.NodeClient;
import io.breakwater.bench.node.WireWriter;
import io.breakwater.kernel.Decimals;
import io.breakwater.v1.FeedServiceGrpc;
import io.breakwater.v1.IngestRequest;
import io.breakwater.v1.IngestResponse;
import io.breakwater.v1.MarketObservation;
import io.breakwater.v1.OptionSeen;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * A venue's tickers of all options, in packs that are written before a turn, for the times at which they will be sent:
 * so that what is measured is the node's work and not that of whoever writes.
 */
final class FeedStream implements AutoCloseable {
    private static final int A_PACK = 1_000;
    private static final long MICROS = 1_000_000;

    private final MarketUniverse market;
    private final StreamObserver<byte[]> stream;
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicReference<Throwable> failed = new AtomicReference<>();
    private final int packsASecond;
    private long observations;

    /** @param rate observations a second, a multiple of 1,000 */
    FeedStream(NodeClient client, MarketUniverse market, int rate) {
        this.market = market;
        this.packsASecond = rate / A_PACK;
        MethodDescriptor<IngestRequest, IngestResponse> method = FeedServiceGrpc.getIngestMethod();
        MethodDescriptor<byte[], IngestResponse> raw =
                method.toBuilder(new ByteMarshaller(), method.getResponseMarshaller()).build();
        this.stream = ClientCalls.asyncBidiStreamingCall(client.channel().newCall(raw, CallOptions.DEFAULT),
                new Answers());
    }

    /** What is sent in one turn, and when it begins. */
    record Turn(Instant begin, List<byte[]> packs) {}

    /** Written for a turn that begins as soon as all of it is written. */
    Turn prepare(Duration time) {
        int packs = (int) (time.toMillis() * packsASecond / 1_000);
        Instant begin = Instant.now().plusMillis(500 + packs * 4L);
        List<byte[]> written = new ArrayList<>(packs);
        for (int i = 0; i < packs; i++) {
            written.add(pack(begin.plusNanos(i * 1_000_000_000L / packsASecond)));
        }
        return new Turn(begin, written);
    }

    private byte[] pack(Instant at) {
        long micros = at.getEpochSecond() * MICROS + at.getNano() / 1_000;
        IngestRequest.Builder pack = IngestRequest.newBuilder().setFeed("feeds/bench").setVenue("venues/bench");
        for (int i = 0; i < A_PACK; i++) {
            int option = (int) (observations++ % market.options());
            pack.addObservations(observation(option, micros + i / market.options()));
        }
        return pack.build().toByteArray();
    }

    private MarketObservation observation(int option, long micros) {
        String index = Decimals.format(MarketUniverse.INDEX_TICKS, MarketUniverse.INDEX_SCALE);
        return MarketObservation.newBuilder()
                .setSymbol(MarketUniverse.nameOf(option))
                .setVenueTime(Timestamp.newBuilder().setSeconds(micros / MICROS)
                        .setNanos((int) (micros % MICROS) * 1_000))
                .setOption(OptionSeen.newBuilder()
                        .setMark(WireWriter.price(MarketUniverse.markTicks(option, observations)))
                        .setUnderlying(index).setIndex(index).setMarkVolatility("0.6").setDelta("0.5"))
                .build();
    }

    /** Sends every pack when it is due; on a thread of its own, which this answers. */
    Thread start(Turn turn) {
        return Thread.ofPlatform().daemon().name("bench-feed").start(() -> send(turn));
    }

    private void send(Turn turn) {
        long begun = System.nanoTime() + Duration.between(Instant.now(), turn.begin()).toNanos();
        for (int i = 0; i < turn.packs().size(); i++) {
            long due = begun + i * 1_000_000_000L / packsASecond;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            stream.onNext(turn.packs().get(i));
        }
    }

    /** Observations that the node has let through, since the last call. @throws IllegalStateException where it broke */
    long accepted() {
        if (failed.get() != null) {
            throw new IllegalStateException("the feed broke off", failed.get());
        }
        return accepted.getAndSet(0);
    }

    private final class Answers implements StreamObserver<IngestResponse> {
        @Override
        public void onNext(IngestResponse answer) {
            accepted.addAndGet(answer.getAccepted());
        }

        @Override
        public void onError(Throwable broken) {
            failed.set(broken);
        }

        @Override
        public void onCompleted() {
            failed.compareAndSet(null, new IllegalStateException("the node ended the stream"));
        }
    }

    @Override
    public void close() {
        stream.onCompleted();
    }
}

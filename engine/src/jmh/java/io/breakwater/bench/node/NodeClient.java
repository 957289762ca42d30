package io.breakwater.bench.node;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import io.breakwater.v1.AdminServiceGrpc;
import io.breakwater.v1.CounterpartyServiceGrpc;
import io.breakwater.v1.DecisionServiceGrpc;
import io.breakwater.v1.InstrumentServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** A connection to a node. */
public final class NodeClient implements AutoCloseable {

    private static final int INBOUND_BYTES = 64 << 20;
    private static final int DEADLINE_SECONDS = 30;
    private static final int CALLS_IN_FLIGHT = 256;
    private static final int MOST_AGAIN = 60;
    private static final Executor AGAIN = CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS);

    private final ManagedChannel channel;

    private NodeClient(ManagedChannel channel) {
        this.channel = channel;
    }

    public static NodeClient to(String address) {
        return new NodeClient(channel(address).build());
    }

    /** The same, to a node of one of several data centers: it is asked first under all ids. @param id of it */
    public static NodeClient to(String address, String dataCenter) {
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("x-breakwater-data-center", Metadata.ASCII_STRING_MARSHALLER),
                "data-centers/" + dataCenter);
        return new NodeClient(channel(address).intercept(MetadataUtils.newAttachHeadersInterceptor(headers)).build());
    }

    private static NettyChannelBuilder channel(String address) {
        return NettyChannelBuilder.forTarget("dns:///" + address)
                .usePlaintext()
                .maxInboundMessageSize(INBOUND_BYTES);
    }

    public ManagedChannel channel() {
        return channel;
    }

    public CounterpartyServiceGrpc.CounterpartyServiceFutureStub counterparties() {
        return CounterpartyServiceGrpc.newFutureStub(channel).withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    public InstrumentServiceGrpc.InstrumentServiceFutureStub instruments() {
        return InstrumentServiceGrpc.newFutureStub(channel).withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    /** Waits for its answers. */
    public InstrumentServiceGrpc.InstrumentServiceBlockingStub instrumentsNow() {
        return InstrumentServiceGrpc.newBlockingStub(channel).withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    /** Waits for its answers. */
    public DecisionServiceGrpc.DecisionServiceBlockingStub decisionsNow() {
        return DecisionServiceGrpc.newBlockingStub(channel).withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    /** Waits for its answers. */
    public HealthGrpc.HealthBlockingStub healthNow() {
        return HealthGrpc.newBlockingStub(channel).withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    /** Answered later. */
    public DecisionServiceGrpc.DecisionServiceFutureStub decisions(Duration deadline) {
        return DecisionServiceGrpc.newFutureStub(channel).withDeadlineAfter(deadline.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Waits for its answers. */
    public AdminServiceGrpc.AdminServiceBlockingStub adminNow() {
        return AdminServiceGrpc.newBlockingStub(channel).withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * Makes a call for each number, so many at once; one that is turned away while a lane moves is made again.
     *
     * @param call what to do for a number, any number of times: the same request under the same id
     * @throws IllegalStateException when one of them failed
     */
    public static void each(int count, IntFunction<Supplier<ListenableFuture<?>>> call) throws InterruptedException {
        Semaphore room = new Semaphore(CALLS_IN_FLIGHT);
        AtomicReference<Throwable> failed = new AtomicReference<>();
        for (int i = 0; i < count && failed.get() == null; i++) {
            room.acquire();
            new Attempt(call.apply(i), MOST_AGAIN, room, failed).make();
        }
        room.acquire(CALLS_IN_FLIGHT);
        if (failed.get() != null) {
            throw new IllegalStateException("a call failed: " + failed.get().getMessage(), failed.get());
        }
    }

    /** @param left how often it may be made again */
    private record Attempt(Supplier<ListenableFuture<?>> call, int left, Semaphore room,
            AtomicReference<Throwable> failed) implements FutureCallback<Object> {

        void make() {
            Futures.addCallback(call.get(), this, MoreExecutors.directExecutor());
        }

        @Override
        public void onSuccess(Object answer) {
            room.release();
        }

        @Override
        public void onFailure(Throwable fault) {
            if (left > 0 && Status.fromThrowable(fault).getCode() == Status.Code.UNAVAILABLE) {
                AGAIN.execute(new Attempt(call, left - 1, room, failed)::make);
            } else {
                failed.compareAndSet(null, fault);
                room.release();
            }
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}

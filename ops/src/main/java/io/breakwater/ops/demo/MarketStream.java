package io.breakwater.ops.demo;

import io.breakwater.ops.NodeFault;
import io.breakwater.v1.FeedServiceGrpc;
import io.breakwater.v1.IngestRequest;
import io.breakwater.v1.IngestResponse;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** What the demonstration's venue says, on its way to the node's feed: one message unanswered at a time. */
final class MarketStream implements AutoCloseable {
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicReference<String> broken = new AtomicReference<>();
    private final StreamObserver<IngestRequest> stream;

    MarketStream(FeedServiceGrpc.FeedServiceStub feeds) {
        this.stream = feeds.ingest(new Answers());
    }

    /** False until the last message is answered. @throws NodeFault where the node takes no more */
    boolean isReady() {
        if (broken.get() != null) {
            throw new NodeFault("the node's feed broke off: " + broken.get());
        }
        return unanswered.get() == 0;
    }

    void send(IngestRequest message) {
        unanswered.incrementAndGet();
        stream.onNext(message);
    }

    private final class Answers implements StreamObserver<IngestResponse> {
        @Override
        public void onNext(IngestResponse answer) {
            unanswered.decrementAndGet();
        }

        @Override
        public void onError(Throwable failure) {
            broken.compareAndSet(null, String.valueOf(failure.getMessage()));
        }

        @Override
        public void onCompleted() {
            broken.compareAndSet(null, "the node ended the stream");
        }
    }

    @Override
    public void close() {
        if (broken.get() == null) {
            stream.onCompleted();
        }
    }
}

package io.breakwater.gateway.edge;

import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** The unary and the streaming form of a method over one {@link PackWork}. */
public final class PackCalls<Q, A> {
    private final PackWork<Q, A> work;
    private final PackStream.Bounds bounds;
    private final AtomicInteger inWork = new AtomicInteger();

    public PackCalls(PackWork<Q, A> work, PackStream.Bounds bounds) {
        this.work = work;
        this.bounds = bounds;
    }

    public void unary(Q request, StreamObserver<A> observer) {
        Answer.later(observer, () -> {
            CompletableFuture<A> answer = new CompletableFuture<>();
            work.start(request, new PackWork.Ticket<>(Expiry.ofCall(), () -> { }, answer::complete));
            return answer;
        });
    }

    public StreamObserver<Q> stream(StreamObserver<A> observer) {
        return PackStream.open(work, observer, bounds, inWork);
    }

    /** Packs of all streams in work. */
    public int packsInWork() {
        return inWork.get();
    }
}

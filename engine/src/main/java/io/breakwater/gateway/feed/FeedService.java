package io.breakwater.gateway.feed;

import io.breakwater.feed.run.BroughtFeeds;
import io.breakwater.feed.run.FeedBoard;
import io.breakwater.gateway.edge.Answer;
import io.breakwater.v1.FeedServiceGrpc.FeedServiceImplBase;
import io.breakwater.v1.IngestRequest;
import io.breakwater.v1.IngestResponse;
import io.breakwater.v1.ListFeedsRequest;
import io.breakwater.v1.ListFeedsResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/** Feeds of this node. */
public final class FeedService extends FeedServiceImplBase {
    private final FeedBoard board;
    private final BroughtFeeds brought;
    private final LongSupplier clockMicros;

    /** @param clockMicros for receive times, epoch micros */
    public FeedService(FeedBoard board, BroughtFeeds brought, LongSupplier clockMicros) {
        this.board = board;
        this.brought = brought;
        this.clockMicros = clockMicros;
    }

    @Override
    public void listFeeds(ListFeedsRequest request, StreamObserver<ListFeedsResponse> observer) {
        Answer.later(observer, () -> CompletableFuture.completedFuture(ListFeedsResponse.newBuilder()
                .addAllFeeds(board.all().stream().map(ShownFeeds::feed).toList())
                .build()));
    }

    @Override
    public StreamObserver<IngestRequest> ingest(StreamObserver<IngestResponse> observer) {
        return IngestCall.open(brought, clockMicros, (ServerCallStreamObserver<IngestResponse>) observer);
    }
}

package io.breakwater.gateway.link;

import io.breakwater.gateway.edge.Answer;
import io.breakwater.gateway.edge.Names;
import io.breakwater.link.LinkBoard;
import io.breakwater.v1.LinkServiceGrpc.LinkServiceImplBase;
import io.breakwater.v1.ListLinksRequest;
import io.breakwater.v1.ListLinksResponse;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/** Links of this node's data center. */
public final class LinkService extends LinkServiceImplBase {
    private final String dataCenter;
    private final LinkBoard board;
    private final LongSupplier clockMicros;

    /**
     * @param dataCenter this node's
     * @param clockMicros epoch micros, for ages
     */
    public LinkService(String dataCenter, LinkBoard board, LongSupplier clockMicros) {
        this.dataCenter = dataCenter;
        this.board = board;
        this.clockMicros = clockMicros;
    }

    @Override
    public void listLinks(ListLinksRequest request, StreamObserver<ListLinksResponse> observer) {
        Answer.later(observer, () -> {
            long now = clockMicros.getAsLong();
            return CompletableFuture.completedFuture(ListLinksResponse.newBuilder()
                    .setDataCenter(Names.DATA_CENTERS + dataCenter)
                    .addAllLinks(board.links().stream().map(link -> ShownLinks.link(link, now)).toList())
                    .build());
        });
    }
}

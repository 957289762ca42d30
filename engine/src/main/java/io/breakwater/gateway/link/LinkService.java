package io.breakwater.gateway.link;

import io.breakwater.gateway.edge.Answer;
import io.breakwater.gateway.edge.Names;
import io.breakwater.gateway.region.LimitsAtRisk;
import io.breakwater.link.LinkBoard;
import io.breakwater.link.LinkStatus;
import io.breakwater.v1.LinkServiceGrpc.LinkServiceImplBase;
import io.breakwater.v1.ListLinksRequest;
import io.breakwater.v1.ListLinksResponse;
import io.grpc.stub.StreamObserver;
import java.util.function.LongSupplier;

/** Links of this node's data center. */
public final class LinkService extends LinkServiceImplBase {
    private final String dataCenter;
    private final LinkBoard board;
    private final LongSupplier clockMicros;
    private final LimitsAtRisk atRisk;

    /**
     * @param dataCenter this node's
     * @param clockMicros epoch micros, for ages
     * @param atRisk what would be lost with the leader of each
     */
    public LinkService(String dataCenter, LinkBoard board, LongSupplier clockMicros, LimitsAtRisk atRisk) {
        this.dataCenter = dataCenter;
        this.board = board;
        this.clockMicros = clockMicros;
        this.atRisk = atRisk;
    }

    @Override
    public void listLinks(ListLinksRequest request, StreamObserver<ListLinksResponse> observer) {
        Answer.later(observer, () -> atRisk.now().thenApply(limits -> {
            long now = clockMicros.getAsLong();
            return ListLinksResponse.newBuilder()
                    .setDataCenter(Names.DATA_CENTERS + dataCenter)
                    .addAllLinks(board.links().stream().map(link -> ShownLinks.link(link, now).toBuilder()
                            .addAllAtRisk(limits.ofLink(link.peer(),
                                    link.direction() == LinkStatus.Direction.FROM_PEER)).build()).toList())
                    .build();
        }));
    }
}

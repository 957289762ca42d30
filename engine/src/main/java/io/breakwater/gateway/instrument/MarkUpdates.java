package io.breakwater.gateway.instrument;

import io.breakwater.actors.lane.LaneReply;
import io.breakwater.domain.instrument.InstrumentCommand;
import io.breakwater.domain.instrument.InstrumentRequest;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.domain.market.ViewId;
import io.breakwater.gateway.edge.Awaited;
import io.breakwater.gateway.edge.Caller;
import io.breakwater.gateway.edge.Expiry;
import io.breakwater.gateway.edge.Fields;
import io.breakwater.gateway.edge.LaneGroups;
import io.breakwater.gateway.edge.Settled;
import io.breakwater.kernel.RequestId;
import io.breakwater.v1.AssetPrice;
import io.breakwater.v1.Mark;
import io.breakwater.v1.UpdateMarksRequest;
import io.breakwater.v1.UpdateMarksResponse;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Takes in marks and prices: all are read before any is sent. A lane answers when the view that carries its marks is
 * durable on the tape, so that the newest view then carries all of them.
 */
final class MarkUpdates {
    private static final int MAX_MARKS = 1_024;
    private static final int MAX_PRICES = 256;

    private final InstrumentEdge edge;

    MarkUpdates(InstrumentEdge edge) {
        this.edge = edge;
    }

    CompletionStage<UpdateMarksResponse> update(UpdateMarksRequest request) {
        RequestId id = edge.requestId(request.getRequestId());
        Fields.count("marks", request.getMarksCount(), 0, MAX_MARKS);
        Fields.count("prices", request.getPricesCount(), 0, MAX_PRICES);
        int items = request.getMarksCount() + request.getPricesCount();
        Fields.present("marks", items > 0);
        LaneGroups<InstrumentCommand> groups =
                read(request, new MarkReader(edge.views().current(), edge.observedAtMicros(id)));
        CompletableFuture<UpdateMarksResponse> answer = new CompletableFuture<>();
        LaneGroups.Tag tag = edge.desk().tag(Caller.current().name(), request.getValidateOnly());
        edge.desk().submit(groups.byLane(id, tag), items, Expiry.ofCall(), awaited -> complete(answer, awaited, items));
        return answer;
    }

    private LaneGroups<InstrumentCommand> read(UpdateMarksRequest request, MarkReader reader) {
        LaneGroups<InstrumentCommand> groups = new LaneGroups<>(edge.desk().door());
        Set<String> seen = new HashSet<>();
        int item = 0;
        for (Mark mark : request.getMarksList()) {
            Quoted quoted = once(seen, "marks", reader.quotedOf(mark));
            groups.add(quoted.name(), new InstrumentRequest.UpdateMark(reader.mark(mark, quoted)), item++);
        }
        for (AssetPrice price : request.getPricesList()) {
            Quoted quoted = once(seen, "prices", reader.quotedOf(price));
            groups.add(quoted.name(), new InstrumentRequest.UpdateMark(reader.price(price, quoted)), item++);
        }
        return groups;
    }

    private static Quoted once(Set<String> seen, String field, Quoted quoted) {
        if (!seen.add(quoted.name())) {
            throw Fields.invalid(field, quoted.name() + " stands in it twice");
        }
        return quoted;
    }

    /** The first mark that was not taken is the answer; the others are in force all the same. */
    private void complete(CompletableFuture<UpdateMarksResponse> answer, Awaited awaited, int items) {
        CompletableFuture<Settled> last = null;
        for (int item = 0; item < items; item++) {
            last = Settled.of(awaited, item);
            if (last.isCompletedExceptionally()) {
                answer.completeExceptionally(last.exceptionNow());
                return;
            }
        }
        LaneReply reply = awaited.reply(items - 1);
        MarketView view = edge.views().current();
        answer.complete(UpdateMarksResponse.newBuilder()
                .setViewId(text(view.id()))
                .setPosition(Settled.position(reply))
                .build());
    }

    private static String text(ViewId id) {
        return id.board() + "/" + id.epoch() + "/" + id.sequence() + "/" + HexFormat.of().toHexDigits(id.digest());
    }
}

package io.breakwater.gateway.instrument;

import io.breakwater.domain.instrument.InstrumentCommand;
import io.breakwater.domain.instrument.InstrumentRequest;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.domain.market.ViewId;
import io.breakwater.gateway.edge.Awaited;
import io.breakwater.gateway.edge.Caller;
import io.breakwater.gateway.edge.ErrorReason;
import io.breakwater.gateway.edge.Expiry;
import io.breakwater.gateway.edge.Fields;
import io.breakwater.gateway.edge.LaneGroups;
import io.breakwater.gateway.edge.RequestFault;
import io.breakwater.gateway.edge.Settled;
import io.breakwater.kernel.RequestId;
import io.breakwater.v1.AssetPrice;
import io.breakwater.v1.Mark;
import io.breakwater.v1.UpdateMarksRequest;
import io.breakwater.v1.UpdateMarksResponse;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Takes in marks and prices: all are read before any is sent, and the answer comes when a durable view shows them all.
 */
final class MarkUpdates {
    private static final int MAX_MARKS = 1_024;
    private static final int MAX_PRICES = 256;
    private static final long LOOK_AGAIN_MILLIS = 2;

    private final InstrumentEdge edge;

    MarkUpdates(InstrumentEdge edge) {
        this.edge = edge;
    }

    /** Marks by instrument, in the order of the request. */
    private record Batch(LinkedHashMap<String, io.breakwater.domain.instrument.Mark> marks, boolean validateOnly,
            long expiresAtNanos) {

        void add(String field, Quoted quoted, io.breakwater.domain.instrument.Mark mark) {
            if (marks.put(quoted.name(), mark) != null) {
                throw Fields.invalid(field, quoted.name() + " stands in it twice");
            }
        }

        /** Whether a view shows each of them, or one that was observed later. */
        boolean isShownIn(MarketView view) {
            return marks.entrySet().stream().allMatch(entry -> isShown(view.named(entry.getKey()), entry.getValue()));
        }

        /** What has ended takes no more marks. */
        private static boolean isShown(Quoted quoted, io.breakwater.domain.instrument.Mark mark) {
            return quoted.hasEnded() || quoted.mark().observedAtMicros() >= mark.observedAtMicros();
        }
    }

    CompletionStage<UpdateMarksResponse> update(UpdateMarksRequest request) {
        RequestId id = edge.requestId(request.getRequestId());
        Fields.count("marks", request.getMarksCount(), 0, MAX_MARKS);
        Fields.count("prices", request.getPricesCount(), 0, MAX_PRICES);
        Fields.present("marks", request.getMarksCount() + request.getPricesCount() > 0);
        Batch batch = read(request, new MarkReader(edge.views().current(), edge.observedAtMicros(id)));
        LaneGroups<InstrumentCommand> groups = new LaneGroups<>(edge.desk().door());
        int item = 0;
        for (var entry : batch.marks().entrySet()) {
            groups.add(entry.getKey(), new InstrumentRequest.UpdateMark(entry.getValue()), item++);
        }
        CompletableFuture<Awaited> settled = new CompletableFuture<>();
        LaneGroups.Tag tag = edge.desk().tag(Caller.current().name(), batch.validateOnly());
        edge.desk().submit(groups.byLane(id, tag), item, batch.expiresAtNanos(), settled::complete);
        return settled.thenCompose(awaited -> shown(awaited, batch));
    }

    private static Batch read(UpdateMarksRequest request, MarkReader reader) {
        Batch batch = new Batch(new LinkedHashMap<>(), request.getValidateOnly(), Expiry.ofCall());
        for (Mark mark : request.getMarksList()) {
            Quoted quoted = reader.quotedOf(mark);
            batch.add("marks", quoted, reader.mark(mark, quoted));
        }
        for (AssetPrice price : request.getPricesList()) {
            Quoted quoted = reader.quotedOf(price);
            batch.add("prices", quoted, reader.price(price, quoted));
        }
        return batch;
    }

    /** The first mark that was not taken is the answer; the others are in force all the same. */
    private CompletionStage<UpdateMarksResponse> shown(Awaited awaited, Batch batch) {
        Settled last = null;
        for (int item = 0; item < batch.marks().size(); item++) {
            CompletableFuture<Settled> settled = Settled.of(awaited, item, batch.validateOnly());
            if (settled.isCompletedExceptionally()) {
                return settled.thenApply(_ -> null);
            }
            last = settled.resultNow();
        }
        return batch.validateOnly() ? answered(last, edge.views().current()) : whenShown(last, batch);
    }

    /** Looks at the newest view now and then: a mark waits a few milliseconds for others to share its view. */
    private CompletionStage<UpdateMarksResponse> whenShown(Settled last, Batch batch) {
        MarketView view = edge.views().current();
        if (batch.isShownIn(view)) {
            return answered(last, view);
        }
        if (System.nanoTime() - batch.expiresAtNanos() > 0) {
            return CompletableFuture.failedFuture(RequestFault.of(ErrorReason.OUTCOME_UNKNOWN,
                    "taken, but no view shows it yet; ask again with the same request_id"));
        }
        return CompletableFuture.supplyAsync(() -> last,
                        CompletableFuture.delayedExecutor(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS))
                .thenCompose(again -> whenShown(again, batch));
    }

    private static CompletionStage<UpdateMarksResponse> answered(Settled last, MarketView view) {
        return CompletableFuture.completedFuture(UpdateMarksResponse.newBuilder()
                .setViewId(text(view.id()))
                .setPosition(last.position())
                .setReplayed(last.replayed())
                .build());
    }

    private static String text(ViewId id) {
        return id.board() + "/" + id.epoch() + "/" + id.sequence() + "/" + HexFormat.of().toHexDigits(id.digest());
    }
}

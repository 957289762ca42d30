package io.breakwater.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.google.protobuf.Duration;
import io.breakwater.app.RunningNode;
import io.breakwater.v1.Disposition;
import io.breakwater.v1.Fact;
import io.breakwater.v1.Fill;
import io.breakwater.v1.ListVenueBreaksRequest;
import io.breakwater.v1.ListVenueBreaksResponse;
import io.breakwater.v1.OrderStatus;
import io.breakwater.v1.OrderStatusKind;
import io.breakwater.v1.ReportFactsRequest;
import io.breakwater.v1.Side;
import io.breakwater.v1.StatedOrder;
import io.breakwater.v1.StatedPosition;
import io.breakwater.v1.VenueBreak;
import io.breakwater.v1.VenueBreakKind;
import io.breakwater.v1.VenueStatement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a venue states of an account, reported and looked at over the port. */
class StatementOverThePortTest {

    @TempDir
    private Path data;

    private static Disposition report(Venue venue, Fact.Builder fact) {
        return venue.facts().reportFacts(ReportFactsRequest.newBuilder().setRequestId(RunningNode.requestId())
                .setCounterparty("counterparties/alpha").setAccountId("main").addFacts(fact).build())
                .getOutcomes(0).getDisposition();
    }

    private static ListVenueBreaksResponse breaks(Venue venue, String parent, long minAgeSeconds) {
        return venue.counterparties().listVenueBreaks(ListVenueBreaksRequest.newBuilder().setParent(parent)
                .setMinAge(Duration.newBuilder().setSeconds(minAgeSeconds)).build());
    }

    private static Fact.Builder statement(String quantity, long secondsAgo) {
        long now = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
        return Fact.newBuilder().setVenueStatement(VenueStatement.newBuilder()
                .addPositions(StatedPosition.newBuilder().setInstrument(Venue.PERPETUAL).setQuantity(quantity))
                .addOrders(StatedOrder.newBuilder().setInstrument(Venue.PERPETUAL).setClientOrderId("o-2")
                        .setLeavesQuantity("0.5"))
                .setObserveTimeMicros(now - TimeUnit.SECONDS.toMicros(secondsAgo)));
    }

    @Test
    void breaksAreListedWithTheirAgeAndOutliveTheNode() throws IOException {
        try (RunningNode node = RunningNode.start(data)) {
            Venue venue = new Venue(node).opened("alpha");
            venue.decide("alpha", Venue.buy("o-1", "60000", "2"));
            report(venue, Fact.newBuilder().setOrderStatus(OrderStatus.newBuilder().setClientOrderId("o-1")
                    .setStatus(OrderStatusKind.ORDER_STATUS_KIND_WORKING)));
            report(venue, Fact.newBuilder().setFill(Fill.newBuilder().setInstrument(Venue.PERPETUAL)
                    .setSide(Side.SIDE_BUY).setPrice("60000").setQuantity("1").setTradeId("t-1")));
            Fact.Builder first = statement("1.5", 60);
            assertThat(report(venue, first)).isEqualTo(Disposition.DISPOSITION_BOOKED);
            assertThat(report(venue, first)).isEqualTo(Disposition.DISPOSITION_DUPLICATE);
            assertThat(report(venue, statement("1.25", 1))).isEqualTo(Disposition.DISPOSITION_BOOKED);
            assertThat(report(venue, Fact.newBuilder().setVenueStatement(VenueStatement.newBuilder().addPositions(
                    StatedPosition.newBuilder().setInstrument("instruments/none").setQuantity("1")))))
                    .isEqualTo(Disposition.DISPOSITION_INVALID);
        }
        try (RunningNode node = RunningNode.start(data)) {
            Venue venue = new Venue(node);
            ListVenueBreaksResponse all = breaks(venue, "", 0);
            assertThat(all.getBreaksList()).extracting(VenueBreak::getKind, VenueBreak::getVenueQuantity,
                    VenueBreak::getOurQuantity).containsExactlyInAnyOrder(
                            tuple(VenueBreakKind.VENUE_BREAK_KIND_POSITION, "1.25", "1"),
                            tuple(VenueBreakKind.VENUE_BREAK_KIND_ORDER_MISSING, "0", "2"),
                            tuple(VenueBreakKind.VENUE_BREAK_KIND_ORDER_UNKNOWN, "0.5", "0"));
            assertThat(all.getBreaksList()).allMatch(it -> it.getAge().getSeconds() >= 60);
            assertThat(all.getBreaks(0).getAccount()).isEqualTo("counterparties/alpha/accounts/main");
            assertThat(breaks(venue, "counterparties/alpha", 0).getOpen()).isEqualTo(3);
            assertThat(breaks(venue, "counterparties/alpha", 3_600).getOpen()).isZero();
        }
    }
}

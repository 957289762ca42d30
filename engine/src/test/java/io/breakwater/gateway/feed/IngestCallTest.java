package io.breakwater.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.market.MarketView;
import io.breakwater.feed.run.BroughtFeeds;
import io.breakwater.feed.run.FeedBoard;
import io.breakwater.feed.run.FeedSetup;
import io.breakwater.feed.run.StateDoor;
import io.breakwater.v1.IngestRequest;
import io.breakwater.v1.IngestResponse;
import io.breakwater.v1.MarketObservation;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who brings observations and takes no answers is read no further than the transport has room for them. */
class IngestCallTest {
    private static final IngestRequest MESSAGE = IngestRequest.newBuilder().setFeed("feeds/desk")
            .setVenue("venues/main").addObservations(MarketObservation.getDefaultInstance()).build();

    private final FeedBoard board = new FeedBoard();
    private final BroughtFeeds feeds = new BroughtFeeds(new FeedSetup(() -> MarketView.EMPTY,
            new FeedSetup.Ways((_, _) -> { }, StateDoor.SHUT, null, null), () -> 1, Duration.ofSeconds(1), null,
            board));
    private final Transport transport = new Transport();
    private final IngestCall call = IngestCall.open(feeds, () -> 1, transport);

    @AfterEach
    void close() {
        feeds.close();
    }

    @Test
    void oneMessageIsReadAtATime() {
        assertThat(transport.asked).isEqualTo(1);
        call.onNext(MESSAGE);
        assertThat(transport.asked).isEqualTo(2);
        transport.whenReady.run();
        assertThat(transport.asked).as("and asked for once").isEqualTo(2);
    }

    @Test
    void whoTakesNoAnswersIsReadNoFurtherUntilHeDoes() {
        transport.ready = false;
        call.onNext(MESSAGE);
        assertThat(transport.answers).hasSize(1);
        assertThat(transport.asked).isEqualTo(1);
        transport.whenReady.run();
        assertThat(transport.asked).as("woken for nothing").isEqualTo(1);
        transport.ready = true;
        transport.whenReady.run();
        assertThat(transport.asked).isEqualTo(2);
        call.onCompleted();
        transport.whenReady.run();
        assertThat(transport.asked).as("after the end").isEqualTo(2);
        assertThat(board.all()).isEmpty();
    }

    /** What gRPC is to a call: how much was asked for, and whether there is room. */
    private static final class Transport extends ServerCallStreamObserver<IngestResponse> {
        private final List<IngestResponse> answers = new ArrayList<>();
        private boolean ready = true;
        private int asked;
        private Runnable whenReady;

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void request(int count) {
            asked += count;
        }

        @Override
        public void setOnReadyHandler(Runnable handler) {
            whenReady = handler;
        }

        @Override
        public void disableAutoInboundFlowControl() {
            disableAutoRequest();
        }

        @Override
        public void disableAutoRequest() {
            asked = 0;
        }

        @Override
        public void onNext(IngestResponse answer) {
            answers.add(answer);
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public void setOnCancelHandler(Runnable handler) {}

        @Override
        public void setCompression(String compression) {}

        @Override
        public void setMessageCompression(boolean enable) {}

        @Override
        public void onError(Throwable failure) {
            throw new AssertionError(failure);
        }

        @Override
        public void onCompleted() {}
    }
}

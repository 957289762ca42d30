package io.breakwater.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.ops.Served;
import io.breakwater.ops.client.RequestIds;
import io.breakwater.ops.market.MarchCrash;
import io.breakwater.v1.FeedServiceGrpc;
import io.breakwater.v1.GetInstrumentRequest;
import io.breakwater.v1.GetInstrumentResponse;
import io.breakwater.v1.InstrumentServiceGrpc;
import io.breakwater.v1.ListFeedsRequest;
import io.breakwater.v1.ListFeedsResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What the demonstration shows of marks, against a node that does not tell them. */
class MarketPlayTest {
    private final MarketPlay marks = new MarketPlay(DemoMarket.march(MarchCrash.path(1), 30 * 86_400),
            new RequestIds(InstantSource.system(), new SplittableRandom(1)));

    private List<String> shown(Status answer) throws IOException {
        try (Served served = Served.by(new Feeds(), new Instruments(answer));
                Link link = new Link(served.address())) {
            return marks.shown(link);
        }
    }

    /** As while a lane is taken over for longer than is waited for: what is only looked at ends no demonstration. */
    @Test
    void thatANodeIsSilentEndsNothing() throws IOException {
        assertThat(shown(Status.DEADLINE_EXCEEDED)).singleElement().asString().contains("not told in time");
    }

    @Test
    void aFaultOfTheNodeIsNotPassedOver() {
        assertThatThrownBy(() -> shown(Status.INTERNAL)).isInstanceOf(StatusRuntimeException.class);
    }

    private static final class Feeds extends FeedServiceGrpc.FeedServiceImplBase {
        @Override
        public void listFeeds(ListFeedsRequest request, StreamObserver<ListFeedsResponse> answers) {
            answers.onNext(ListFeedsResponse.getDefaultInstance());
            answers.onCompleted();
        }
    }

    private static final class Instruments extends InstrumentServiceGrpc.InstrumentServiceImplBase {
        private final Status answer;

        Instruments(Status answer) {
            this.answer = answer;
        }

        @Override
        public void getInstrument(GetInstrumentRequest request, StreamObserver<GetInstrumentResponse> answers) {
            answers.onError(answer.asRuntimeException());
        }
    }
}

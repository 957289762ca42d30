package io.breakwater.ops.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.ops.Served;
import io.breakwater.ops.client.Node;
import io.breakwater.v1.DecideRequest;
import io.breakwater.v1.DecideResponse;
import io.breakwater.v1.DecisionServiceGrpc;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over a real loopback port, against a server that answers two requests at a time, the later one first. */
class PackedStreamTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Served served;
    private Node node;

    @BeforeEach
    void serve() throws IOException {
        served = Served.by(new Backwards());
        node = Node.at(served.address(), PATIENCE);
    }

    @AfterEach
    void end() {
        node.close();
        served.close();
    }

    @Test
    void handsOutAnswersInTheOrderOfTheRequests() throws InterruptedException {
        try (var stream = stream()) {
            stream.send(request("a"));
            stream.send(request("b"));
            assertThat(stream.hasRoom()).isFalse();
            assertThat(stream.take(PATIENCE).getRequestId()).isEqualTo("a");
            assertThat(stream.take(PATIENCE).getRequestId()).isEqualTo("b");
            assertThat(stream.isEmpty()).isTrue();
            assertThat(stream.latencyMicros().getTotalCount()).isEqualTo(2);
        }
    }

    @Test
    void refusesToGrowPastItsWindow() {
        try (var stream = stream()) {
            stream.send(request("a"));
            stream.send(request("b"));
            assertThatThrownBy(() -> stream.send(request("c"))).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void saysWhenTheStreamBreaksAndKeepsWhatWasInFlight() {
        try (var stream = stream()) {
            stream.send(request("a"));
            served.close();
            assertThatThrownBy(() -> stream.take(PATIENCE)).isInstanceOf(StreamBroken.class);
            assertThat(stream.isEmpty()).isFalse();
        }
    }

    @Test
    void givesUpWaitingAfterItsPatience() {
        try (var stream = stream()) {
            stream.send(request("a"));
            assertThatThrownBy(() -> stream.take(Duration.ofMillis(50))).isInstanceOf(StreamBroken.class)
                    .hasMessageContaining("50 ms");
        }
    }

    private PackedStream<DecideRequest, DecideResponse> stream() {
        return new PackedStream<>(2, DecideRequest::getRequestId, DecideResponse::getRequestId,
                node.decisionStream()::decideStream);
    }

    private static DecideRequest request(String id) {
        return DecideRequest.newBuilder().setRequestId(id).build();
    }

    private static final class Backwards extends DecisionServiceGrpc.DecisionServiceImplBase {
        @Override
        public StreamObserver<DecideRequest> decideStream(StreamObserver<DecideResponse> answers) {
            List<DecideRequest> pair = new ArrayList<>();
            return new StreamObserver<>() {
                @Override
                public void onNext(DecideRequest request) {
                    pair.add(request);
                    if (pair.size() == 2) {
                        pair.reversed().forEach(each -> answers.onNext(
                                DecideResponse.newBuilder().setRequestId(each.getRequestId()).build()));
                        pair.clear();
                    }
                }

                @Override
                public void onError(Throwable fault) {
                    pair.clear();
                }

                @Override
                public void onCompleted() {
                    answers.onCompleted();
                }
            };
        }
    }
}

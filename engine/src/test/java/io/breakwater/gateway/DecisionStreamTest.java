package io.breakwater.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.breakwater.app.RunningNode;
import io.breakwater.v1.DecideRequest;
import io.breakwater.v1.DecideResponse;
import io.breakwater.v1.DecisionServiceGrpc;
import io.breakwater.v1.ItemOutcome;
import io.breakwater.v1.Verdict;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packs on a bidirectional stream over a real port. */
class DecisionStreamTest {
    private static final int MOST_PACKS = 8;
    private static final int PACKS = 200;

    @AutoClose
    private static RunningNode node;
    private static Venue venue;

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        node = RunningNode.start(data, Map.of("breakwater.gateway.stream.max-packs", Integer.toString(MOST_PACKS)));
        venue = new Venue(node).opened("alpha", "beta");
    }

    @BeforeEach
    void fresh() {
        venue.mark("60000");
    }

    /** A caller that reads only what it asks for. */
    private static final class SlowReader implements ClientResponseObserver<DecideRequest, DecideResponse> {
        private final BlockingQueue<DecideResponse> answers = new LinkedBlockingQueue<>();
        private final BlockingQueue<Status> ends = new LinkedBlockingQueue<>();
        private ClientCallStreamObserver<DecideRequest> call;

        @Override
        public void beforeStart(ClientCallStreamObserver<DecideRequest> stream) {
            call = stream;
            stream.disableAutoRequestWithInitial(0);
        }

        @Override
        public void onNext(DecideResponse answer) {
            answers.add(answer);
        }

        @Override
        public void onError(Throwable failure) {
            ends.add(Status.fromThrowable(failure));
        }

        @Override
        public void onCompleted() {
            ends.add(Status.OK);
        }

        DecideResponse next() throws InterruptedException {
            call.request(1);
            DecideResponse answer = answers.poll(20, TimeUnit.SECONDS);
            assertThat(answer).as("an answer in time").isNotNull();
            return answer;
        }

        Status end() throws InterruptedException {
            call.request(1);
            Status end = ends.poll(20, TimeUnit.SECONDS);
            assertThat(end).as("the stream ends").isNotNull();
            return end;
        }
    }

    private static SlowReader open() {
        SlowReader reader = new SlowReader();
        DecisionServiceGrpc.newStub(node.channel()).decideStream(reader);
        return reader;
    }

    private static List<DecideRequest> packs(String prefix, int packs, int items) {
        List<DecideRequest> requests = new ArrayList<>();
        for (int pack = 0; pack < packs; pack++) {
            DecideRequest.Builder request = Venue.request(pack % 2 == 0 ? "alpha" : "beta");
            for (int item = 0; item < items; item++) {
                request.addItems(Venue.cancel(prefix + "-" + pack + "-" + item));
            }
            requests.add(request.build());
        }
        return requests;
    }

    @Test
    void everyPackIsAnsweredByItsIdAndHalfCloseEndsTheStream() throws InterruptedException {
        SlowReader reader = open();
        List<DecideRequest> sent = packs("all", PACKS, 16);
        sent.forEach(reader.call::onNext);
        reader.call.onCompleted();
        List<DecideResponse> answers = new ArrayList<>();
        for (int i = 0; i < PACKS; i++) {
            answers.add(reader.next());
        }
        assertThat(answers).extracting(DecideResponse::getRequestId)
                .containsExactlyInAnyOrderElementsOf(sent.stream().map(DecideRequest::getRequestId).toList());
        assertThat(answers).allSatisfy(answer -> assertThat(answer.getOutcomesCount()).isEqualTo(16));
        assertThat(reader.end()).isEqualTo(Status.OK);
    }

    @Test
    void aSlowReaderStopsTheReadingOfItsRequestsAndNothingIsLost() throws InterruptedException {
        SlowReader reader = open();
        List<DecideRequest> sent = packs("slow", PACKS, 2_000);
        sent.forEach(reader.call::onNext);
        // What is answered and fits the transport's window leaves the node; then it stands still at the bound.
        await().atMost(Duration.ofSeconds(20)).until(() -> node.decisionPacksInWork() == MOST_PACKS);
        await().during(Duration.ofMillis(500)).atMost(Duration.ofSeconds(20))
                .until(() -> node.decisionPacksInWork() <= MOST_PACKS);
        for (int i = 0; i < PACKS; i++) {
            assertThat(reader.next().getOutcomesCount()).isEqualTo(2_000);
            assertThat(node.decisionPacksInWork()).isLessThanOrEqualTo(MOST_PACKS);
        }
        reader.call.onCompleted();
        assertThat(reader.end()).isEqualTo(Status.OK);
        assertThat(node.decisionPacksInWork()).isZero();
    }

    @Test
    void aRequestThatCannotBeReadIsAnsweredAndTheStreamGoesOn() throws InterruptedException {
        SlowReader reader = open();
        reader.call.onNext(Venue.request("alpha", Venue.cancel("x")).setRequestId("nonsense").build());
        reader.call.onNext(Venue.request("alpha").build());
        reader.call.onNext(Venue.request("alpha", Venue.buy("stream-1", "59000", "0.001")).build());
        Map<String, String> answers = new java.util.HashMap<>();
        for (int i = 0; i < 3; i++) {
            DecideResponse answer = reader.next();
            answers.put(answer.hasStatus() ? Faults.of(answer.getStatus()).reason()
                    : answer.getOutcomes(0).getVerdict().name(), answer.getRequestId());
        }
        assertThat(answers).containsOnlyKeys("REQUEST_ID_MALFORMED", "FIELD_MISSING", "VERDICT_ACCEPTED");
        assertThat(answers).containsEntry("REQUEST_ID_MALFORMED", "nonsense");
        reader.call.onCompleted();
        assertThat(reader.end()).isEqualTo(Status.OK);
    }

    @Test
    void packsOfOneCounterpartyAreDecidedInTheirOrder() throws InterruptedException {
        SlowReader reader = open();
        int rounds = 50;
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            for (DecideRequest pack : List.of(
                    Venue.request("alpha", Venue.buy("turn", "59000", "0.001")).build(),
                    Venue.request("alpha", Venue.amend("turn", "59000.5", "0.002")).build(),
                    Venue.request("alpha", Venue.cancel("turn")).build())) {
                ids.add(pack.getRequestId());
                reader.call.onNext(pack);
            }
        }
        Map<String, Verdict> verdicts = new java.util.HashMap<>();
        for (int i = 0; i < 3 * rounds; i++) {
            DecideResponse answer = reader.next();
            verdicts.put(answer.getRequestId(), answer.getOutcomes(0).getVerdict());
        }
        assertThat(ids.stream().collect(Collectors.groupingBy(verdicts::get, Collectors.counting())))
                .isEqualTo(Map.of(Verdict.VERDICT_ACCEPTED, 3L * rounds));
        reader.call.onCompleted();
        assertThat(reader.end()).isEqualTo(Status.OK);
    }

    @Test
    void anAmendMayLeaveOutWhatTheNodeKnows() throws InterruptedException {
        venue.decide("alpha", Venue.buy("partial", "59000", "0.002"));
        SlowReader reader = open();
        reader.call.onNext(Venue.request("alpha", io.breakwater.v1.DecisionItem.newBuilder()
                .setAmend(io.breakwater.v1.Amend.newBuilder().setClientOrderId("partial").setPrice("58000")).build())
                .build());
        ItemOutcome outcome = reader.next().getOutcomes(0);
        assertThat(outcome.getVerdict()).as("%s", outcome).isEqualTo(Verdict.VERDICT_ACCEPTED);
        reader.call.cancel("done", null);
    }

    private static io.breakwater.v1.DecisionItem renamed(String id, String newId, String quantity) {
        return io.breakwater.v1.DecisionItem.newBuilder().setAmend(io.breakwater.v1.Amend.newBuilder()
                .setClientOrderId(id).setNewClientOrderId(newId).setQuantity(quantity)).build();
    }

    @Test
    void anAmendMayRenameItsOrderAndIsTheSameRequestWhenItIsRepeated() {
        venue.decide("alpha", Venue.buy("first", "59000", "0.002"));
        DecideRequest request = Venue.request("alpha", renamed("first", "second", "0.003")).build();
        assertThat(venue.decisions().decide(request).getOutcomes(0).getVerdict()).isEqualTo(Verdict.VERDICT_ACCEPTED);
        assertThat(venue.decide("alpha", Venue.buy("second", "58999", "0.001")).getOutcomes(0).getRefusal().getCode())
                .isEqualTo("DUPLICATE_CLIENT_ORDER_ID");
        assertThat(venue.decide("alpha", renamed("second", "third", "NaN")).getOutcomes(0).getVerdict())
                .isEqualTo(Verdict.VERDICT_INVALID);
        assertThat(venue.decide("alpha", renamed("second", "th rd", "0.001")).getOutcomes(0).getVerdict())
                .isEqualTo(Verdict.VERDICT_INVALID);
        assertThat(venue.decide("alpha", Venue.cancel("first")).getOutcomes(0).getVerdict())
                .isEqualTo(Verdict.VERDICT_ACCEPTED);
        ItemOutcome again = venue.decisions().decide(request).getOutcomes(0);
        assertThat(again.getVerdict()).isEqualTo(Verdict.VERDICT_ACCEPTED);
        assertThat(again.getReplayed()).isTrue();
    }

    @Test
    void aStreamThatIsCancelledGivesItsPacksBack() {
        SlowReader reader = open();
        packs("cut", 50, 500).forEach(reader.call::onNext);
        reader.call.cancel("went away", null);
        await().atMost(Duration.ofSeconds(20)).until(() -> node.decisionPacksInWork() == 0);
        StreamObserver<DecideRequest> after = open().call;
        after.onCompleted();
    }
}

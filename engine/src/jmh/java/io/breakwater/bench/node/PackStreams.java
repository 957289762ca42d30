package io.breakwater.bench.node;

import io.breakwater.bench.decisions.Tally;
import io.breakwater.v1.DecideResponse;
import io.breakwater.v1.DecisionServiceGrpc;
import io.breakwater.v1.FactOutcome;
import io.breakwater.v1.FactServiceGrpc;
import io.breakwater.v1.ItemOutcome;
import io.breakwater.v1.ReportFactsResponse;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** One stream of decisions and one of facts. A pack's facts go out when its decisions are back: they follow them. */
final class PackStreams {

    private record Awaited(WirePack pack, Runnable answered) {}

    private final Tally tally;
    private final Map<String, Awaited> awaited = new ConcurrentHashMap<>();
    private final StreamObserver<byte[]> decisions;
    private final StreamObserver<byte[]> facts;

    PackStreams(ManagedChannel channel, Tally tally) {
        this.tally = tally;
        this.decisions = stream(channel, DecisionServiceGrpc.getDecideStreamMethod(), this::decided);
        this.facts = stream(channel, FactServiceGrpc.getReportFactsStreamMethod(), this::booked);
    }

    private <A> StreamObserver<byte[]> stream(
            ManagedChannel channel, MethodDescriptor<?, A> method, Consumer<A> answered) {
        MethodDescriptor<byte[], A> raw =
                method.toBuilder(new ByteMarshaller(), method.getResponseMarshaller()).build();
        return ClientCalls.asyncBidiStreamingCall(channel.newCall(raw, CallOptions.DEFAULT), new Answers<>(answered));
    }

    private final class Answers<A> implements StreamObserver<A> {
        private final Consumer<A> answered;

        Answers(Consumer<A> answered) {
            this.answered = answered;
        }

        @Override
        public void onNext(A answer) {
            answered.accept(answer);
        }

        @Override
        public void onError(Throwable broken) {
            brokeOff(broken.toString());
        }

        @Override
        public void onCompleted() {
            brokeOff("the node ended the stream");
        }
    }

    /** Nobody waits for what will not come; the tally says why. */
    private void brokeOff(String reason) {
        tally.undecided(reason);
        awaited.values().forEach(pack -> pack.answered().run());
        awaited.clear();
    }

    /** @param answered runs once all of the pack is answered, on a thread of gRPC's */
    synchronized void send(WirePack pack, Runnable answered) {
        Awaited waiting = new Awaited(pack, answered);
        if (pack.decide() == null) {
            sendFacts(waiting);
        } else {
            awaited.put(pack.id(), waiting);
            decisions.onNext(pack.decide());
        }
    }

    private void decided(DecideResponse answer) {
        Awaited waiting = awaited.remove(answer.getRequestId());
        if (answer.hasStatus()) {
            tally.undecided(answer.getStatus().getMessage());
        }
        long refused = 0;
        for (ItemOutcome outcome : answer.getOutcomesList()) {
            switch (outcome.getVerdict()) {
                case VERDICT_ACCEPTED -> { }
                case VERDICT_REFUSED -> refused++;
                case VERDICT_UNSPECIFIED, VERDICT_UNKNOWN, VERDICT_THROTTLED, VERDICT_INVALID, UNRECOGNIZED ->
                        tally.undecided(outcome.toString());
            }
        }
        tally.decided(answer.getOutcomesCount(), refused);
        if (waiting.pack().facts() == null) {
            waiting.answered().run();
        } else {
            sendFacts(waiting);
        }
    }

    private synchronized void sendFacts(Awaited waiting) {
        awaited.put(waiting.pack().factsId(), waiting);
        facts.onNext(waiting.pack().facts());
    }

    private void booked(ReportFactsResponse answer) {
        if (answer.hasStatus()) {
            tally.undecided(answer.getStatus().getMessage());
        }
        for (FactOutcome outcome : answer.getOutcomesList()) {
            switch (outcome.getDisposition()) {
                case DISPOSITION_BOOKED, DISPOSITION_DUPLICATE, DISPOSITION_SUSPENSE -> { }
                case DISPOSITION_UNSPECIFIED, DISPOSITION_UNKNOWN, DISPOSITION_INVALID, UNRECOGNIZED ->
                        tally.undecided(outcome.toString());
            }
        }
        tally.decided(answer.getOutcomesCount(), 0);
        awaited.remove(answer.getRequestId()).answered().run();
    }

    void close() {
        decisions.onCompleted();
        facts.onCompleted();
    }
}

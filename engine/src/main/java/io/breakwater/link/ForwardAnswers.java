package io.breakwater.link;

import com.google.protobuf.ByteString;
import io.breakwater.link.Refusal.Code;
import io.breakwater.link.v1.ForwardRequest;
import io.breakwater.link.v1.ForwardResponse;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Takes what peers forward to the desk and its answers back, for whoever is a peer, and so many at a time. */
final class ForwardAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(ForwardAnswers.class);
    private static final int MOST_IN_WORK = 256;

    private final LeaderSetup setup;
    private final AtomicInteger inWork = new AtomicInteger();
    private volatile ForwardDesk desk;

    ForwardAnswers(LeaderSetup setup) {
        this.setup = setup;
    }

    /** From now on requests are answered. */
    void open(ForwardDesk opened) {
        desk = opened;
    }

    void answer(ForwardRequest request, Caller caller, StreamObserver<ForwardResponse> observer) {
        ((ServerCallStreamObserver<ForwardResponse>) observer).setOnCancelHandler(
                () -> LOG.debug("{} does not wait for an answer any more", caller.address()));
        ForwardDesk open = desk;
        if (open == null) {
            observer.onError(Status.UNAVAILABLE.withDescription("this node does not serve yet").asException());
        } else if (inWork.incrementAndGet() > MOST_IN_WORK) {
            inWork.decrementAndGet();
            observer.onError(Status.RESOURCE_EXHAUSTED
                    .withDescription(MOST_IN_WORK + " forwarded requests are in work").asException());
        } else {
            take(request, caller, open).whenComplete((answer, failure) -> {
                inWork.decrementAndGet();
                settle(observer, answer, failure);
            });
        }
    }

    private CompletionStage<ByteString> take(ForwardRequest request, Caller caller, ForwardDesk open) {
        try {
            setup.identified(request.getParty(), caller);
            if (!request.getDataCenter().equals(setup.own().dataCenter())) {
                throw LinkRefused.of(Code.UNKNOWN_PEER,
                        "it is for " + request.getDataCenter() + ", this is " + setup.own().dataCenter());
            }
            return open.answer(new Forwarded(call(request), request.getCaller(), request.getTrace(),
                    request.getRequest()));
        } catch (RuntimeException failure) {
            return CompletableFuture.failedStage(failure);
        }
    }

    private static Forwarded.Call call(ForwardRequest request) {
        return switch (request.getCall()) {
            case FORWARDED_CALL_DECIDE -> Forwarded.Call.DECIDE;
            case FORWARDED_CALL_REPORT_FACTS -> Forwarded.Call.REPORT_FACTS;
            case FORWARDED_CALL_UNSPECIFIED, UNRECOGNIZED -> throw LinkRefused.of(Code.LATER_RELEASE,
                    "call " + request.getCallValue() + " is not known here");
        };
    }

    private static void settle(StreamObserver<ForwardResponse> observer, ByteString answer, Throwable failure) {
        if (failure == null) {
            observer.onNext(ForwardResponse.newBuilder().setAnswer(answer).build());
            observer.onCompleted();
        } else {
            boolean refused = failure instanceof LinkRefused;
            LOG.atLevel(refused ? Level.WARN : Level.DEBUG).setCause(failure).log("what a peer forwards is not taken");
            observer.onError((refused ? Status.PERMISSION_DENIED : Status.FAILED_PRECONDITION)
                    .withDescription(failure.getMessage()).asException());
        }
    }
}

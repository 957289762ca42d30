package io.breakwater.ops.demo;

import com.google.common.util.concurrent.SettableFuture;
import io.breakwater.ops.NodeFault;
import io.breakwater.ops.client.Node;
import io.breakwater.v1.Receipt;
import io.breakwater.v1.ReconcileRequest;
import io.breakwater.v1.ReconcileResponse;
import io.breakwater.v1.VerifyProgress;
import io.breakwater.v1.VerifyReport;
import io.breakwater.v1.VerifyRequest;
import io.breakwater.v1.VerifyResponse;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** The audit at the end: verifies every log, and compares the receipts with what the logs hold. */
final class Verification {
    private static final Duration BOUND = Duration.ofMinutes(30);
    private static final int RECEIPTS_A_MESSAGE = 256;

    private Verification() {}

    static VerifyReport verify(Node node, Consumer<VerifyProgress> progress) {
        Iterator<VerifyResponse> steps = node.longAudit(BOUND).verify(VerifyRequest.getDefaultInstance());
        while (steps.hasNext()) {
            VerifyResponse step = steps.next();
            if (step.hasReport()) {
                return step.getReport();
            }
            progress.accept(step.getProgress());
        }
        throw new NodeFault("the node ended the verification without a report");
    }

    static ReconcileResponse reconcile(Node node, List<Receipt> receipts) throws InterruptedException {
        SettableFuture<ReconcileResponse> answer = SettableFuture.create();
        StreamObserver<ReconcileRequest> requests = node.auditStream(BOUND).reconcile(new Single(answer));
        for (int from = 0; from < receipts.size(); from += RECEIPTS_A_MESSAGE) {
            int to = Math.min(receipts.size(), from + RECEIPTS_A_MESSAGE);
            requests.onNext(ReconcileRequest.newBuilder().addAllReceipts(receipts.subList(from, to)).build());
        }
        requests.onCompleted();
        try {
            return answer.get(BOUND.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new NodeFault("the node did not reconcile the receipts: " + e.getMessage());
        }
    }

    private record Single(SettableFuture<ReconcileResponse> answer) implements StreamObserver<ReconcileResponse> {
        @Override
        public void onNext(ReconcileResponse response) {
            answer.set(response);
        }

        @Override
        public void onError(Throwable fault) {
            answer.setException(fault);
        }

        @Override
        public void onCompleted() {
            answer.setException(new NodeFault("ended without an answer"));
        }
    }
}

package io.breakwater.gateway.audit;

import io.breakwater.audit.Receipts;
import io.breakwater.gateway.edge.ErrorReason;
import io.breakwater.gateway.edge.Fields;
import io.breakwater.gateway.edge.RequestFault;
import io.breakwater.kernel.MalformedRequestId;
import io.breakwater.kernel.Outcome;
import io.breakwater.kernel.RequestId;
import io.breakwater.v1.Receipt;
import io.breakwater.v1.ReconcileRequest;
import io.breakwater.v1.ReconcileResponse;
import io.breakwater.v1.Verdict;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Gathers receipts, within bounds, and hands them on when the caller has sent all. So many callers may do so at once,
 * since what was gathered stays in memory until its call ends (I-10).
 */
final class Reconciling implements StreamObserver<ReconcileRequest> {
    private static final int MOST_RECEIPTS = 4_096;
    private static final int MOST_ITEMS = 4_096;

    private final OpenCall<ReconcileResponse> call;
    private final Consumer<Receipts> complete;
    private final Semaphore places;
    private final boolean hasPlace;
    private final Receipts receipts = new Receipts();
    private boolean ended;

    /** @param places of callers who gather */
    Reconciling(OpenCall<ReconcileResponse> call, Consumer<Receipts> complete, Semaphore places) {
        this.call = call;
        this.complete = complete;
        this.places = places;
        this.hasPlace = places.tryAcquire();
        if (!hasPlace) {
            fail(RequestFault.of(ErrorReason.TOO_BUSY, "as many bring receipts as may at once; try again later"));
        }
    }

    private void fail(RuntimeException fault) {
        end();
        call.fail(fault);
    }

    private void end() {
        if (!ended && hasPlace) {
            places.release();
        }
        ended = true;
    }

    @Override
    public void onNext(ReconcileRequest request) {
        if (ended) {
            return;
        }
        try {
            Fields.count("receipts", request.getReceiptsCount(), 0, MOST_RECEIPTS);
            request.getReceiptsList().forEach(this::add);
        } catch (RuntimeException fault) {
            fail(fault);
        }
    }

    private void add(Receipt receipt) {
        Fields.count("receipts.verdicts", receipt.getVerdicts().size(), 0, MOST_ITEMS);
        List<Outcome.Verdict> verdicts = new ArrayList<>(receipt.getVerdicts().size());
        for (int i = 0; i < receipt.getVerdicts().size(); i++) {
            verdicts.add(verdict(receipt.getVerdicts().byteAt(i)));
        }
        receipts.add(id(receipt.getRequestId()), verdicts);
    }

    private static RequestId id(String text) {
        try {
            return RequestId.parse(text);
        } catch (MalformedRequestId malformed) {
            throw RequestFault.of(ErrorReason.REQUEST_ID_MALFORMED, "receipts.request_id",
                    "must be a UUIDv7 in lower case with hyphens");
        }
    }

    /** Null for what was not acknowledged. */
    private static Outcome.Verdict verdict(int number) {
        return switch (Verdict.forNumber(number)) {
            case VERDICT_ACCEPTED -> Outcome.Verdict.ACCEPTED;
            case VERDICT_REFUSED -> Outcome.Verdict.REFUSED;
            case null, default -> null;
        };
    }

    @Override
    public void onError(Throwable gone) {
        end();
    }

    @Override
    public void onCompleted() {
        if (ended) {
            return;
        }
        end();
        try {
            complete.accept(receipts);
        } catch (RuntimeException fault) {
            call.fail(fault);
        }
    }

    static ReconcileResponse shown(Receipts.Comparison found) {
        ReconcileResponse.Builder shown = ReconcileResponse.newBuilder()
                .setReceipts(found.receipts())
                .setItems(found.items())
                .setAgreed(found.agreed())
                .setMissing(found.missing())
                .setDifferent(found.different())
                .setDoubled(found.doubled());
        found.examples().forEach(id -> shown.addExamples(ShownReports.decision(id)));
        return shown.build();
    }
}

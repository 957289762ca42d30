package io.breakwater.gateway.audit;

import com.google.protobuf.ByteString;
import io.breakwater.audit.AuditReport;
import io.breakwater.audit.Export;
import io.breakwater.audit.ExportManifest;
import io.breakwater.audit.Verify;
import io.breakwater.gateway.edge.Answer;
import io.breakwater.gateway.edge.ErrorReason;
import io.breakwater.gateway.edge.Fields;
import io.breakwater.gateway.edge.Names;
import io.breakwater.gateway.edge.RequestFault;
import io.breakwater.v1.AuditServiceGrpc.AuditServiceImplBase;
import io.breakwater.v1.ExplainRequest;
import io.breakwater.v1.ExplainResponse;
import io.breakwater.v1.ExportChunk;
import io.breakwater.v1.ExportRequest;
import io.breakwater.v1.ExportResponse;
import io.breakwater.v1.ListDoubledRequest;
import io.breakwater.v1.ListDoubledResponse;
import io.breakwater.v1.ReconcileRequest;
import io.breakwater.v1.ReconcileResponse;
import io.breakwater.v1.ReplayRequest;
import io.breakwater.v1.ReplayResponse;
import io.breakwater.v1.VerifyProgress;
import io.breakwater.v1.VerifyRequest;
import io.breakwater.v1.VerifyResponse;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;

/** Explains, replays, verifies, exports, reconciles, lists doubles; each on the threads of {@link LongReadings}. */
public final class AuditService extends AuditServiceImplBase {
    private static final int MOST_LOGS = 1_000;
    private static final int MOST_GATHERING = 4;
    private static final long PROGRESS_MILLIS = 250;

    private final AuditSource source;
    private final LongReadings readings;
    private final Semaphore gathering = new Semaphore(MOST_GATHERING);

    public AuditService(AuditSource source, LongReadings readings) {
        this.source = source;
        this.readings = readings;
    }

    @Override
    public void explain(ExplainRequest request, StreamObserver<ExplainResponse> observer) {
        Explaining explaining = new Explaining(source);
        unary(observer, () -> explaining.asked(request), (asked, call) -> explaining.answer(asked, call.progress()));
    }

    @Override
    public void replay(ReplayRequest request, StreamObserver<ReplayResponse> observer) {
        Replaying replaying = new Replaying(source);
        unary(observer, () -> replaying.asked(request), (asked, call) -> replaying.answer(asked, call.progress()));
    }

    @Override
    public void listDoubled(ListDoubledRequest request, StreamObserver<ListDoubledResponse> observer) {
        Doubling doubling = new Doubling(source);
        unary(observer, () -> doubling.asked(request), (asked, call) -> doubling.answer(asked, call.progress()));
    }

    /** Reads the request on the caller's thread, and the logs on another. */
    private <Q, A> void unary(StreamObserver<A> observer, java.util.function.Supplier<Q> read,
            BiFunction<Q, OpenCall<A>, A> answer) {
        OpenCall<A> call = new OpenCall<>(observer);
        try {
            Q asked = read.get();
            readings.start(() -> ended(call, () -> answer.apply(asked, call)));
        } catch (RuntimeException fault) {
            observer.onError(Answer.status(fault));
        }
    }

    private static <A> void ended(OpenCall<A> call, Callable<A> last) {
        ending(call, last).run();
    }

    /** Finds the last answer, and answers what tells the caller. */
    private static <A> Runnable ending(OpenCall<A> call, Callable<A> last) {
        try {
            A answer = last.call();
            return () -> end(call, answer);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return () -> call.fail(stopped);
        } catch (Exception | StackOverflowError failure) {
            return () -> call.fail(failure);
        }
    }

    private static <A> void end(OpenCall<A> call, A answer) {
        try {
            call.end(answer);
        } catch (RuntimeException failure) {
            call.fail(failure);
        }
    }

    @Override
    public void verify(VerifyRequest request, StreamObserver<VerifyResponse> observer) {
        OpenCall<VerifyResponse> call = new OpenCall<>(observer);
        try {
            Fields.count("logs", request.getLogsCount(), 0, MOST_LOGS);
            readings.startVerifying(() -> ending(call, () -> verified(request.getLogsList(), call)));
        } catch (RuntimeException fault) {
            observer.onError(Answer.status(fault));
        }
    }

    private VerifyResponse verified(List<String> logs, OpenCall<VerifyResponse> call) throws InterruptedException {
        ScheduledFuture<?> telling = readings.every(PROGRESS_MILLIS, () -> call.offer(progress(call)));
        try {
            AuditReport report =
                    source.verify().run(logs, Verify.Depth.DECISIONS, readings.workers(), call.progress());
            return VerifyResponse.newBuilder().setReport(ShownReports.of(report)).build();
        } finally {
            telling.cancel(false);
        }
    }

    private static VerifyResponse progress(OpenCall<VerifyResponse> call) {
        return VerifyResponse.newBuilder()
                .setProgress(VerifyProgress.newBuilder()
                        .setBlocks(call.progress().blocks())
                        .setBlocksTotal(call.progress().blocksTotal())
                        .setEvents(call.progress().events()))
                .build();
    }

    @Override
    public StreamObserver<ReconcileRequest> reconcile(StreamObserver<ReconcileResponse> observer) {
        OpenCall<ReconcileResponse> call = new OpenCall<>(observer);
        return new Reconciling(call, receipts -> readings.start(() -> ended(call,
                () -> Reconciling.shown(source.reconcile().run(receipts, call.progress())))), gathering);
    }

    @Override
    public void export(ExportRequest request, StreamObserver<ExportResponse> observer) {
        OpenCall<ExportResponse> call = new OpenCall<>(observer);
        try {
            Fields.count("logs", request.getLogsCount(), 0, MOST_LOGS);
            String entity = Names.idOrEmpty("counterparty", request.getCounterparty(), Names.COUNTERPARTIES);
            Export.Selection selection = new Export.Selection(List.copyOf(request.getLogsList()), entity);
            readings.start(() -> ended(call, () -> exported(selection, call)));
        } catch (RuntimeException fault) {
            observer.onError(Answer.status(fault));
        }
    }

    private ExportResponse exported(Export.Selection selection, OpenCall<ExportResponse> call) {
        ExportManifest manifest = source.export().run(selection, source.nowMicros(),
                (file, lines) -> send(call, file, lines), call.progress());
        boolean isEmpty = manifest.files().stream().allMatch(file -> file.events() == 0);
        if (isEmpty && !selection.entity().isEmpty()) {
            throw RequestFault.of(ErrorReason.UNKNOWN_COUNTERPARTY, "counterparty",
                    "no log has an event of " + selection.entity());
        }
        return ExportResponse.newBuilder().setManifest(ShownReports.of(manifest)).build();
    }

    private static void send(OpenCall<ExportResponse> call, String file, byte[] lines) {
        try {
            call.send(ExportResponse.newBuilder()
                    .setChunk(ExportChunk.newBuilder().setFile(file).setLines(ByteString.copyFrom(lines)))
                    .build());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            call.progress().stop();
            call.progress().check();
        }
    }
}

package io.breakwater.gateway.region;

import io.breakwater.domain.span.Span;
import io.breakwater.domain.span.SpanCommand;
import io.breakwater.gateway.edge.Answer;
import io.breakwater.gateway.edge.DataCenters;
import io.breakwater.gateway.edge.LaneDesk;
import io.breakwater.link.LinkBoard;
import io.breakwater.v1.AddDataCenterRequest;
import io.breakwater.v1.AddDataCenterResponse;
import io.breakwater.v1.FenceDataCenterRequest;
import io.breakwater.v1.FenceDataCenterResponse;
import io.breakwater.v1.GetSpanRequest;
import io.breakwater.v1.GetSpanResponse;
import io.breakwater.v1.ListSpansRequest;
import io.breakwater.v1.ListSpansResponse;
import io.breakwater.v1.ReconcileDataCenterRequest;
import io.breakwater.v1.ReconcileDataCenterResponse;
import io.breakwater.v1.RegionServiceGrpc.RegionServiceImplBase;
import io.breakwater.v1.ReinstateDataCenterRequest;
import io.breakwater.v1.ReinstateDataCenterResponse;
import io.breakwater.v1.RemoveDataCenterRequest;
import io.breakwater.v1.RemoveDataCenterResponse;
import io.breakwater.v1.SpanLimitRequest;
import io.breakwater.v1.SpanLimitResponse;
import io.breakwater.v1.SwitchOverRequest;
import io.breakwater.v1.SwitchOverResponse;
import io.grpc.stub.StreamObserver;
import java.util.TreeMap;

/** Limits over data centers: each method hands its request on and its answer back. */
public final class RegionService extends RegionServiceImplBase {
    private final SpanLimits limits;
    private final Transfers transfers;
    private final Reconciling reconciling;
    private final Membership membership;
    private final DataCenters centers;

    /** @param links whom is heard of */
    public RegionService(RegionDesks desks, DataCenters centers, TermsRecord record, LinkBoard links) {
        LaneDesk<Span, SpanCommand> spans = desks.spans();
        this.centers = centers;
        this.limits = new SpanLimits(spans, centers, record);
        this.transfers = new Transfers(spans, centers, record, limits);
        this.membership = new Membership(spans.requestIds(), centers, transfers);
        this.reconciling = new Reconciling(desks, centers, links, transfers);
    }

    /** What the keeper of the record does about limits. */
    public RecordDuties duties() {
        return new RecordDuties(limits, transfers);
    }

    /** For whoever shows links. */
    public LimitsAtRisk atRisk() {
        return new LimitsAtRisk(centers, () -> limits.all().thenApply(TreeMap::values));
    }

    @Override
    public void spanLimit(SpanLimitRequest request, StreamObserver<SpanLimitResponse> observer) {
        Answer.later(observer, () -> limits.set(request));
    }

    @Override
    public void fenceDataCenter(
            FenceDataCenterRequest request, StreamObserver<FenceDataCenterResponse> observer) {
        Answer.later(observer, () -> transfers.fence(request));
    }

    @Override
    public void reinstateDataCenter(
            ReinstateDataCenterRequest request, StreamObserver<ReinstateDataCenterResponse> observer) {
        Answer.later(observer, () -> transfers.reinstate(request));
    }

    @Override
    public void switchOver(SwitchOverRequest request, StreamObserver<SwitchOverResponse> observer) {
        Answer.later(observer, () -> transfers.switchOver(request));
    }

    @Override
    public void addDataCenter(AddDataCenterRequest request, StreamObserver<AddDataCenterResponse> observer) {
        Answer.later(observer, () -> membership.add(request));
    }

    @Override
    public void removeDataCenter(
            RemoveDataCenterRequest request, StreamObserver<RemoveDataCenterResponse> observer) {
        Answer.later(observer, () -> membership.remove(request));
    }

    @Override
    public void reconcileDataCenter(
            ReconcileDataCenterRequest request, StreamObserver<ReconcileDataCenterResponse> observer) {
        Answer.later(observer, () -> reconciling.reconcile(request));
    }

    @Override
    public void getSpan(GetSpanRequest request, StreamObserver<GetSpanResponse> observer) {
        Answer.later(observer, () -> limits.get(request));
    }

    @Override
    public void listSpans(ListSpansRequest request, StreamObserver<ListSpansResponse> observer) {
        Answer.later(observer, () -> limits.list(request));
    }
}

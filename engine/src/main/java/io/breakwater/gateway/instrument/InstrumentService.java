package io.breakwater.gateway.instrument;

import io.breakwater.gateway.edge.Answer;
import io.breakwater.v1.CreateAssetRequest;
import io.breakwater.v1.CreateAssetResponse;
import io.breakwater.v1.CreateInstrumentRequest;
import io.breakwater.v1.CreateInstrumentResponse;
import io.breakwater.v1.GetInstrumentRequest;
import io.breakwater.v1.GetInstrumentResponse;
import io.breakwater.v1.HaltRequest;
import io.breakwater.v1.HaltResponse;
import io.breakwater.v1.InstrumentServiceGrpc.InstrumentServiceImplBase;
import io.breakwater.v1.ListAssetsRequest;
import io.breakwater.v1.ListAssetsResponse;
import io.breakwater.v1.ListInstrumentsRequest;
import io.breakwater.v1.ListInstrumentsResponse;
import io.breakwater.v1.ResumeRequest;
import io.breakwater.v1.ResumeResponse;
import io.breakwater.v1.UpdateMarksRequest;
import io.breakwater.v1.UpdateMarksResponse;
import io.grpc.stub.StreamObserver;

/** What can be traded and what it is worth: each method hands its request on and its answer back. */
public final class InstrumentService extends InstrumentServiceImplBase {
    private final Listings listings;
    private final MarkUpdates marks;
    private final Halts halts;
    private final InstrumentReads reads;

    public InstrumentService(InstrumentEdge edge) {
        this.listings = new Listings(edge);
        this.marks = new MarkUpdates(edge);
        this.halts = new Halts(edge);
        this.reads = new InstrumentReads(edge);
    }

    @Override
    public void createAsset(CreateAssetRequest request, StreamObserver<CreateAssetResponse> observer) {
        Answer.later(observer, () -> listings.create(request));
    }

    @Override
    public void listAssets(ListAssetsRequest request, StreamObserver<ListAssetsResponse> observer) {
        Answer.now(observer, () -> reads.list(request));
    }

    @Override
    public void createInstrument(CreateInstrumentRequest request, StreamObserver<CreateInstrumentResponse> observer) {
        Answer.later(observer, () -> listings.create(request));
    }

    @Override
    public void updateMarks(UpdateMarksRequest request, StreamObserver<UpdateMarksResponse> observer) {
        Answer.later(observer, () -> marks.update(request));
    }

    @Override
    public void halt(HaltRequest request, StreamObserver<HaltResponse> observer) {
        Answer.later(observer, () -> halts.halt(request));
    }

    @Override
    public void resume(ResumeRequest request, StreamObserver<ResumeResponse> observer) {
        Answer.later(observer, () -> halts.resume(request));
    }

    @Override
    public void getInstrument(GetInstrumentRequest request, StreamObserver<GetInstrumentResponse> observer) {
        Answer.later(observer, () -> reads.get(request));
    }

    @Override
    public void listInstruments(ListInstrumentsRequest request, StreamObserver<ListInstrumentsResponse> observer) {
        Answer.now(observer, () -> reads.list(request));
    }
}

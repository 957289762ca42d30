package io.breakwater.gateway.counterparty;

import io.breakwater.gateway.edge.Answer;
import io.breakwater.v1.CounterpartyServiceGrpc.CounterpartyServiceImplBase;
import io.breakwater.v1.CreateCounterpartyRequest;
import io.breakwater.v1.CreateCounterpartyResponse;
import io.breakwater.v1.DepositRequest;
import io.breakwater.v1.DepositResponse;
import io.breakwater.v1.GetCounterpartyRequest;
import io.breakwater.v1.GetCounterpartyResponse;
import io.breakwater.v1.GetScopeRequest;
import io.breakwater.v1.GetScopeResponse;
import io.breakwater.v1.LiftRestrictionRequest;
import io.breakwater.v1.LiftRestrictionResponse;
import io.breakwater.v1.ListCounterpartiesRequest;
import io.breakwater.v1.ListCounterpartiesResponse;
import io.breakwater.v1.ListLimitsRequest;
import io.breakwater.v1.ListLimitsResponse;
import io.breakwater.v1.ListOrdersRequest;
import io.breakwater.v1.ListOrdersResponse;
import io.breakwater.v1.ListPositionsRequest;
import io.breakwater.v1.ListPositionsResponse;
import io.breakwater.v1.ListScopesRequest;
import io.breakwater.v1.ListScopesResponse;
import io.breakwater.v1.ListVenueBreaksRequest;
import io.breakwater.v1.ListVenueBreaksResponse;
import io.breakwater.v1.MoveCollateralRequest;
import io.breakwater.v1.MoveCollateralResponse;
import io.breakwater.v1.OpenAccountRequest;
import io.breakwater.v1.OpenAccountResponse;
import io.breakwater.v1.RestrictRequest;
import io.breakwater.v1.RestrictResponse;
import io.breakwater.v1.SetLimitRequest;
import io.breakwater.v1.SetLimitResponse;
import io.breakwater.v1.SimulateMarginRequest;
import io.breakwater.v1.SimulateMarginResponse;
import io.breakwater.v1.WithdrawRequest;
import io.breakwater.v1.WithdrawResponse;
import io.grpc.stub.StreamObserver;

/** Counterparties and the scopes above them: each method hands its request on and its answer back. */
public final class CounterpartyService extends CounterpartyServiceImplBase {
    private final Onboarding onboarding;
    private final LimitChanges limits;
    private final Collateral collateral;
    private final Restricting restricting;
    private final CounterpartyReads reads;
    private final HoldingReads holdings;
    private final BreakReads breaks;
    private final MarginSimulations simulations;

    public CounterpartyService(CounterpartyEdge edge) {
        this.onboarding = new Onboarding(edge);
        this.limits = new LimitChanges(edge);
        this.collateral = new Collateral(edge);
        this.restricting = new Restricting(edge);
        this.reads = new CounterpartyReads(edge);
        this.holdings = new HoldingReads(edge);
        this.breaks = new BreakReads(edge);
        this.simulations = new MarginSimulations(edge);
    }

    @Override
    public void createCounterparty(
            CreateCounterpartyRequest request, StreamObserver<CreateCounterpartyResponse> observer) {
        Answer.later(observer, () -> onboarding.create(request));
    }

    @Override
    public void openAccount(OpenAccountRequest request, StreamObserver<OpenAccountResponse> observer) {
        Answer.later(observer, () -> onboarding.open(request));
    }

    @Override
    public void setLimit(SetLimitRequest request, StreamObserver<SetLimitResponse> observer) {
        Answer.later(observer, () -> limits.set(request));
    }

    @Override
    public void listLimits(ListLimitsRequest request, StreamObserver<ListLimitsResponse> observer) {
        Answer.later(observer, () -> limits.list(request));
    }

    @Override
    public void deposit(DepositRequest request, StreamObserver<DepositResponse> observer) {
        Answer.later(observer, () -> collateral.deposit(request));
    }

    @Override
    public void withdraw(WithdrawRequest request, StreamObserver<WithdrawResponse> observer) {
        Answer.later(observer, () -> collateral.withdraw(request));
    }

    @Override
    public void moveCollateral(
            MoveCollateralRequest request, StreamObserver<MoveCollateralResponse> observer) {
        Answer.later(observer, () -> collateral.move(request));
    }

    @Override
    public void restrict(RestrictRequest request, StreamObserver<RestrictResponse> observer) {
        Answer.later(observer, () -> restricting.restrict(request));
    }

    @Override
    public void liftRestriction(LiftRestrictionRequest request, StreamObserver<LiftRestrictionResponse> observer) {
        Answer.later(observer, () -> restricting.lift(request));
    }

    @Override
    public void getCounterparty(GetCounterpartyRequest request, StreamObserver<GetCounterpartyResponse> observer) {
        Answer.later(observer, () -> reads.get(request));
    }

    @Override
    public void listCounterparties(
            ListCounterpartiesRequest request, StreamObserver<ListCounterpartiesResponse> observer) {
        Answer.later(observer, () -> reads.list(request));
    }

    @Override
    public void listPositions(ListPositionsRequest request, StreamObserver<ListPositionsResponse> observer) {
        Answer.later(observer, () -> holdings.list(request));
    }

    @Override
    public void listOrders(ListOrdersRequest request, StreamObserver<ListOrdersResponse> observer) {
        Answer.later(observer, () -> holdings.list(request));
    }

    @Override
    public void listVenueBreaks(ListVenueBreaksRequest request, StreamObserver<ListVenueBreaksResponse> observer) {
        Answer.later(observer, () -> breaks.list(request));
    }

    @Override
    public void simulateMargin(SimulateMarginRequest request, StreamObserver<SimulateMarginResponse> observer) {
        Answer.later(observer, () -> simulations.simulate(request));
    }

    @Override
    public void getScope(GetScopeRequest request, StreamObserver<GetScopeResponse> observer) {
        Answer.later(observer, () -> reads.get(request));
    }

    @Override
    public void listScopes(ListScopesRequest request, StreamObserver<ListScopesResponse> observer) {
        Answer.later(observer, () -> reads.list(request));
    }
}

package io.breakwater.gateway.region;

import io.breakwater.domain.Lift;
import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.CounterpartyRequest;
import io.breakwater.domain.counterparty.Valued;
import io.breakwater.gateway.edge.DataCenters;
import io.breakwater.gateway.edge.ErrorReason;
import io.breakwater.gateway.edge.LaneDesk;
import io.breakwater.gateway.edge.Names;
import io.breakwater.gateway.edge.RequestFault;
import io.breakwater.v1.ReconcileDataCenterResponse;
import io.breakwater.v1.SpanFault;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Those who traded at another data center after it had been fenced here: they only reduce until that is compared. */
record UnseenTraders(LaneDesk<Valued, CounterpartyCommand> counterparties, DataCenters centers) {
    /** Let go by one call; the same may be said again for more. */
    private static final int MOST = 4_096;

    /**
     * The approvals that the policy asks for are of all at once, so that one of them shows whether they do.
     *
     * @param lift of the restriction that is the same for all; by whom it was compared, and how
     */
    CompletionStage<ReconcileDataCenterResponse> reconcile(Asked asked, Lift lift, int center) {
        InCall call = InCall.current();
        return restricted(lift).thenCompose(lifts -> lifts.isEmpty()
                ? CompletableFuture.failedStage(RequestFault.of(ErrorReason.NOT_IN_DOUBT,
                        "nobody here is restricted for what " + centers.name(center) + " did after it was fenced"))
                : call.run(() -> counterparties.ask(lifts.firstKey(), lifts.firstEntry().getValue(), asked.id(), true))
                        .thenCompose(_ -> asked.validateOnly() ? CompletableFuture.completedStage(List.<String>of())
                                : call.run(() -> counterparties.askEach(lifts, asked.id())))
                        .thenApply(left -> answer(lifts.keySet(), left)));
    }

    private CompletionStage<SortedMap<String, CounterpartyCommand>> restricted(Lift wanted) {
        long restriction = wanted.restriction();
        CounterpartyCommand lift = new CounterpartyRequest.LiftRestriction(wanted);
        return counterparties.states().thenApply(lanes -> {
            SortedMap<String, CounterpartyCommand> lifts = new TreeMap<>();
            lanes.forEach(lane -> lane.entities().forEach((_, entity) -> {
                if (lifts.size() < MOST && entity.state().counterparty().standing().knows(restriction)) {
                    lifts.put(entity.name(), lift);
                }
            }));
            return lifts;
        });
    }

    private static ReconcileDataCenterResponse answer(Set<String> asked, List<String> left) {
        ReconcileDataCenterResponse.Builder answer = ReconcileDataCenterResponse.newBuilder()
                .setOpen(left.isEmpty() && asked.size() < MOST);
        asked.stream().filter(each -> !left.contains(each))
                .forEach(each -> answer.addCounterparties(Names.COUNTERPARTIES + each));
        left.forEach(each -> answer.addFaults(SpanFault.newBuilder().setName(Names.COUNTERPARTIES + each)
                .setReason("the restriction could not be lifted; say it again")));
        return answer.build();
    }
}

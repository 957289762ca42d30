package io.breakwater.gateway.decision;

import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.CounterpartyRequest;
import io.breakwater.gateway.edge.Awaited;
import io.breakwater.gateway.edge.Fields;
import io.breakwater.gateway.edge.FirstAsked;
import io.breakwater.gateway.edge.LaneGroups;
import io.breakwater.gateway.edge.NameCache;
import io.breakwater.gateway.edge.Refusals;
import io.breakwater.gateway.edge.RequestFault;
import io.breakwater.gateway.edge.SeenView;
import io.breakwater.v1.DecideRequest;
import io.breakwater.v1.DecideResponse;
import io.breakwater.v1.DecisionItem;
import io.breakwater.v1.ItemOutcome;
import io.breakwater.v1.Verdict;

/**
 * One request for decisions between its reading and its answer: which items could not be read, and why. It does not
 * keep the items: tens of thousands of them may be in work.
 */
final class DecisionPack {
    private final String requestId;
    private final boolean returnPositions;
    private final boolean validateOnly;
    private final RequestFault[] faults;

    DecisionPack(DecideRequest request) {
        this.requestId = request.getRequestId();
        this.returnPositions = request.getReturnPositions();
        this.validateOnly = request.getValidateOnly();
        this.faults = new RequestFault[request.getItemsCount()];
    }

    /** Reads every item into its group; one that cannot be read is kept out and answered alone. */
    void read(DecideRequest request, LaneGroups<CounterpartyCommand> groups, Reading reading) {
        for (int i = 0; i < faults.length; i++) {
            DecisionItem item = request.getItems(i);
            try {
                String name = item.getCounterparty().isEmpty() ? request.getCounterparty() : item.getCounterparty();
                if (name.isEmpty()) {
                    throw Fields.missing("counterparty");
                }
                String counterparty = reading.counterparties().id(name);
                String account = item.getAccountId().isEmpty() ? request.getAccountId() : item.getAccountId();
                groups.add(counterparty, reading.command(item, account), i);
            } catch (RequestFault fault) {
                faults[i] = reading.seen().judged(fault);
            }
        }
    }

    /** What the reading of all items of a request shares. */
    record Reading(NameCache counterparties, ActionReader actions, SeenView seen) {

        /** @throws RequestFault where it cannot be read, or not by a view that is behind */
        CounterpartyRequest command(DecisionItem item, String account) {
            CounterpartyRequest request = actions.read(item, new ActionReader.Around(account, seen.view()));
            if (request instanceof CounterpartyRequest.Unresolved) {
                seen.requireCurrent();
            }
            return request;
        }
    }

    /** @param awaited null where no lane was asked */
    DecideResponse answer(Awaited awaited) {
        Outcomes.Asked asked = new Outcomes.Asked(awaited, returnPositions, validateOnly);
        DecideResponse.Builder response = DecideResponse.newBuilder().setRequestId(requestId);
        for (int i = 0; i < faults.length; i++) {
            response.addOutcomes(faults[i] == null
                    ? Outcomes.of(i, asked)
                    : unasked(i, faults[i]));
        }
        return response.build();
    }

    /** Nothing of it is decided here. */
    static DecideResponse askedElsewhere(DecideRequest request, String first) {
        RequestFault fault = FirstAsked.elsewhere(first);
        DecideResponse.Builder response = DecideResponse.newBuilder().setRequestId(request.getRequestId());
        for (int i = 0; i < request.getItemsCount(); i++) {
            response.addOutcomes(unasked(i, fault, Verdict.VERDICT_UNKNOWN));
        }
        return response.build();
    }

    private static ItemOutcome unasked(int item, RequestFault fault) {
        return unasked(item, fault,
                SeenView.isUndecided(fault) ? Verdict.VERDICT_UNKNOWN : Verdict.VERDICT_INVALID);
    }

    private static ItemOutcome unasked(int item, RequestFault fault, Verdict verdict) {
        return ItemOutcome.newBuilder().setIndex(item).setVerdict(verdict).setRefusal(Refusals.of(fault)).build();
    }
}

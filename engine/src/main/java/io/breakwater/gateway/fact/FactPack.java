package io.breakwater.gateway.fact;

import io.breakwater.actors.lane.LaneRejection;
import io.breakwater.actors.lane.LaneReply;
import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.CounterpartyFact;
import io.breakwater.gateway.edge.Awaited;
import io.breakwater.gateway.edge.ErrorReason;
import io.breakwater.gateway.edge.Fields;
import io.breakwater.gateway.edge.FirstAsked;
import io.breakwater.gateway.edge.LaneGroups;
import io.breakwater.gateway.edge.NameCache;
import io.breakwater.gateway.edge.Refusals;
import io.breakwater.gateway.edge.RequestFault;
import io.breakwater.gateway.edge.SeenView;
import io.breakwater.gateway.edge.Settled;
import io.breakwater.kernel.Outcome;
import io.breakwater.v1.Disposition;
import io.breakwater.v1.Fact;
import io.breakwater.v1.FactOutcome;
import io.breakwater.v1.Refusal;
import io.breakwater.v1.ReportFactsRequest;
import io.breakwater.v1.ReportFactsResponse;

/** One report of facts between its reading and its answer: which facts could not be read, and why. */
final class FactPack {
    private final ReportFactsRequest request;
    private final RequestFault[] faults;

    FactPack(ReportFactsRequest request) {
        this.request = request;
        this.faults = new RequestFault[request.getFactsCount()];
    }

    /**
     * What reading needs.
     *
     * @param owner null: of what is told here; else whose orders the facts are about
     */
    record Reading(NameCache counterparties, FactReader facts, SeenView seen, Owner owner) {

        /** @throws RequestFault where it cannot be read; OUTCOME_UNKNOWN where only its owner can book it */
        CounterpartyFact fact(Fact fact, String account) {
            if (owner == null) {
                return facts.read(fact, account, seen.view());
            }
            CounterpartyFact told = facts.readFor(fact, account, seen.view(), owner);
            if (told == null) {
                throw FirstAsked.elsewhere(owner.name());
            }
            return told;
        }
    }

    /**
     * A data center that cannot be reached.
     *
     * @param name {@code data-centers/{id}}
     * @param teller number of this one
     */
    record Owner(String name, int dataCenter, int teller) {}

    /** Reads every fact into its group; one that cannot be read is kept out and answered alone. */
    void read(LaneGroups<CounterpartyCommand> groups, Reading reading) {
        for (int i = 0; i < faults.length; i++) {
            Fact fact = request.getFacts(i);
            try {
                String name = fact.getCounterparty().isEmpty() ? request.getCounterparty() : fact.getCounterparty();
                if (name.isEmpty()) {
                    throw Fields.missing("counterparty");
                }
                String counterparty = reading.counterparties().id(name);
                String account = fact.getAccountId().isEmpty() ? request.getAccountId() : fact.getAccountId();
                groups.add(counterparty, reading.fact(fact, account), i);
            } catch (RequestFault fault) {
                faults[i] = reading.seen().judged(fault);
            }
        }
    }

    /** @param awaited null where no lane was asked */
    ReportFactsResponse answer(Awaited awaited) {
        var response = ReportFactsResponse.newBuilder().setRequestId(request.getRequestId());
        for (int i = 0; i < faults.length; i++) {
            response.addOutcomes(faults[i] == null
                    ? outcome(i, awaited)
                    : of(i, unasked(faults[i]), Refusals.of(faults[i])).build());
        }
        return response.build();
    }

    /** Nothing of it is booked here. */
    static ReportFactsResponse toldElsewhere(ReportFactsRequest request, String first) {
        Refusal reason = Refusals.of(FirstAsked.elsewhere(first));
        var response = ReportFactsResponse.newBuilder().setRequestId(request.getRequestId());
        for (int i = 0; i < request.getFactsCount(); i++) {
            response.addOutcomes(of(i, Disposition.DISPOSITION_UNKNOWN, reason));
        }
        return response.build();
    }

    private static Disposition unasked(RequestFault fault) {
        boolean undecided = SeenView.isUndecided(fault) || fault.reason().equals(ErrorReason.OUTCOME_UNKNOWN.name());
        return undecided ? Disposition.DISPOSITION_UNKNOWN : Disposition.DISPOSITION_INVALID;
    }

    private static FactOutcome outcome(int item, Awaited awaited) {
        Outcome outcome = awaited.outcome(item);
        LaneReply reply = awaited.reply(item);
        if (outcome.rejection() instanceof LaneRejection turnedAway) {
            Refusal reason = Refusals.of(Settled.turnedAway(turnedAway));
            return of(item, Disposition.DISPOSITION_UNKNOWN, reason).build();
        }
        FactOutcome.Builder shown = switch (outcome.verdict()) {
            case ACCEPTED -> FactOutcome.newBuilder().setIndex(item).setDisposition(Disposition.DISPOSITION_BOOKED);
            case DUPLICATE -> FactOutcome.newBuilder().setIndex(item).setDisposition(Disposition.DISPOSITION_DUPLICATE);
            case SUSPENSE -> of(item, Disposition.DISPOSITION_SUSPENSE, suspended(outcome));
            case REFUSED -> of(item, Disposition.DISPOSITION_INVALID, Refusals.of(outcome.rejection()));
            case UNKNOWN, THROTTLED ->
                    FactOutcome.newBuilder().setIndex(item).setDisposition(Disposition.DISPOSITION_UNKNOWN);
        };
        if (reply != null && reply.block() != 0) {
            shown.setPosition(Settled.position(reply));
        }
        return shown.setBookedAtMicros(awaited.decidedAtMicros(item)).build();
    }

    private static Refusal suspended(Outcome outcome) {
        return Refusal.newBuilder()
                .setCode(ErrorReason.FACT_SUSPENDED.name())
                .setDetail(outcome.rejection() == null ? "" : outcome.rejection().subject())
                .build();
    }

    private static FactOutcome.Builder of(int item, Disposition disposition, Refusal reason) {
        return FactOutcome.newBuilder().setIndex(item).setDisposition(disposition).setReason(reason);
    }
}

package io.breakwater.gateway.audit;

import io.breakwater.audit.Explanation;
import io.breakwater.audit.Progress;
import io.breakwater.domain.market.ViewId;
import io.breakwater.gateway.edge.ErrorReason;
import io.breakwater.gateway.edge.Fields;
import io.breakwater.gateway.edge.Ids;
import io.breakwater.gateway.edge.Names;
import io.breakwater.gateway.edge.Refusals;
import io.breakwater.gateway.edge.RequestFault;
import io.breakwater.kernel.MalformedRequestId;
import io.breakwater.kernel.Outcome;
import io.breakwater.kernel.RequestId;
import io.breakwater.kernel.Unit;
import io.breakwater.log.Envelope;
import io.breakwater.v1.ExplainRequest;
import io.breakwater.v1.ExplainResponse;
import io.breakwater.v1.RuleResult;
import io.breakwater.v1.RuleVerdict;
import io.breakwater.v1.Verdict;
import java.util.HexFormat;
import java.util.List;

/** One decision, by the request that asked for it or by the hold that it made. */
record Explaining(AuditSource source) {
    private static final String DECISIONS = "decisions/";
    private static final String HOLDS = "holds/";
    private static final String OWN_HOLDS = "/holds/";
    private static final String FIELD = "name";

    /** What is to be explained. */
    sealed interface Asked {

        record Decision(RequestId id) implements Asked {}

        /** @param counterparty empty: whoever has such a hold */
        record Hold(long id, String counterparty) implements Asked {}
    }

    Asked asked(ExplainRequest request) {
        String name = request.getName();
        if (name.startsWith(DECISIONS)) {
            return decision(name.substring(DECISIONS.length()));
        }
        if (name.startsWith(HOLDS)) {
            return new Asked.Hold(Ids.parse(FIELD, name.substring(HOLDS.length())), "");
        }
        int at = name.indexOf(OWN_HOLDS);
        if (at > 0) {
            String counterparty = Names.id(FIELD, name.substring(0, at), Names.COUNTERPARTIES);
            return new Asked.Hold(Ids.parse(FIELD, name.substring(at + OWN_HOLDS.length())), counterparty);
        }
        throw malformed();
    }

    private static Asked decision(String rest) {
        int slash = rest.indexOf('/');
        try {
            return slash < 0
                    ? new Asked.Decision(RequestId.parse(rest))
                    : new Asked.Decision(
                            RequestId.parse(rest.substring(0, slash), Integer.parseInt(rest.substring(slash + 1))));
        } catch (MalformedRequestId | NumberFormatException malformed) {
            throw malformed();
        }
    }

    private static RequestFault malformed() {
        return RequestFault.of(ErrorReason.NAME_MALFORMED, FIELD, "must be decisions/{request_id}/{index}, "
                + "holds/{hold_id} or counterparties/{id}/holds/{hold_id}");
    }

    ExplainResponse answer(Asked asked, Progress progress) {
        List<Explanation> found = switch (asked) {
            case Asked.Decision(RequestId id) -> source.explain().request(id, progress);
            case Asked.Hold(long id, String counterparty) -> source.explain().hold(id, counterparty, progress);
        };
        if (found.isEmpty()) {
            throw RequestFault.of(ErrorReason.UNKNOWN_DECISION, "nothing of it is recorded here: it was never"
                    + " asked for, only judged (validate_only), or answered without an event, as what is INVALID,"
                    + " THROTTLED, UNKNOWN_COUNTERPARTY, REQUEST_ID_REUSED and REQUEST_ID_TOO_OLD is");
        }
        if (found.size() > 1) {
            throw RequestFault.of(ErrorReason.HOLD_AMBIGUOUS, "holds of this id belong to " + found.stream()
                    .map(each -> Names.COUNTERPARTIES + each.envelope().entity()).toList());
        }
        return shown(found.getFirst());
    }

    private static ExplainResponse shown(Explanation explanation) {
        Envelope envelope = explanation.envelope();
        Outcome outcome = explanation.outcome();
        ExplainResponse.Builder shown = ExplainResponse.newBuilder()
                .setName(ShownReports.decision(envelope.requestId()))
                .setCounterparty(ShownReports.resource(explanation.log(), envelope.entity()))
                .setVerdict(verdict(outcome.verdict()))
                .setHoldId(Ids.text(explanation.holdId()))
                .setDecideTime(Fields.timestamp(envelope.decidedAtMicros()))
                .setPosition(ShownReports.position(explanation.log(), explanation.block()))
                .setPolicyVersion(Long.toString(envelope.policyVersion()))
                .setRulesVersion(Integer.toString(envelope.rulesVersion()))
                .setViewId(view(envelope.view()))
                .setEventJson(explanation.eventJson())
                .setRetakenIdentical(explanation.retakenIdentical());
        if (outcome.rejection() != null) {
            shown.setRefusal(Refusals.of(outcome.rejection()));
        }
        explanation.rules().forEach(rule -> shown.addRules(rule(rule)));
        return shown.build();
    }

    private static String view(ViewId id) {
        return id.equals(ViewId.NONE) ? "" : id.board() + "/" + id.epoch() + "/" + id.sequence() + "/"
                + HexFormat.of().toHexDigits(id.digest());
    }

    private static RuleVerdict rule(io.breakwater.domain.counterparty.RuleVerdict rule) {
        RuleVerdict.Builder shown = RuleVerdict.newBuilder().setRule(rule.rule()).setScope(rule.scope());
        boolean isCapped = rule.unit() != Unit.NONE && rule.cap() != Long.MAX_VALUE;
        if (rule.unit() != Unit.NONE) {
            shown.setUsed(Refusals.number(rule.used(), rule.unit()))
                    .setRequested(Refusals.number(rule.requested(), rule.unit()))
                    .setUnit(Refusals.unit(rule.unit(), rule.rule(), rule.subject()));
        }
        if (isCapped) {
            shown.setCap(Refusals.number(rule.cap(), rule.unit()));
        }
        return shown.setResult(result(rule, isCapped)).build();
    }

    private static RuleResult result(io.breakwater.domain.counterparty.RuleVerdict rule, boolean isCapped) {
        return switch (rule.result()) {
            case REFUSED -> RuleResult.RULE_RESULT_REFUSED;
            case EXEMPT -> RuleResult.RULE_RESULT_EXEMPT;
            case WARNED -> RuleResult.RULE_RESULT_WARNED;
            case PASSED -> isCapped || rule.unit() == Unit.NONE
                    ? RuleResult.RULE_RESULT_PASSED : RuleResult.RULE_RESULT_NOT_APPLICABLE;
        };
    }

    /** Facts are told as what their caller was told: booked or, where they wait for a person, neither. */
    private static Verdict verdict(Outcome.Verdict verdict) {
        return switch (verdict) {
            case ACCEPTED -> Verdict.VERDICT_ACCEPTED;
            case REFUSED -> Verdict.VERDICT_REFUSED;
            case THROTTLED -> Verdict.VERDICT_THROTTLED;
            case UNKNOWN -> Verdict.VERDICT_UNKNOWN;
            case DUPLICATE, SUSPENSE -> Verdict.VERDICT_UNSPECIFIED;
        };
    }
}

package io.breakwater.gateway.region;

import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.Valued;
import io.breakwater.domain.scope.Scope;
import io.breakwater.domain.scope.ScopeCommand;
import io.breakwater.domain.span.Span;
import io.breakwater.domain.span.SpanCommand;
import io.breakwater.gateway.edge.LaneDesk;
import io.breakwater.gateway.edge.Lifts;

/**
 * Whom what is said about data centers is asked of.
 *
 * @param scopes where everything is restricted after a restore
 * @param counterparties of which those are restricted that traded unseen
 * @param lifts how it is read who ends such a restriction
 */
public record RegionDesks(LaneDesk<Span, SpanCommand> spans, LaneDesk<Scope, ScopeCommand> scopes,
        LaneDesk<Valued, CounterpartyCommand> counterparties, Lifts lifts) {}

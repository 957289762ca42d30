package io.breakwater.log;

import io.breakwater.domain.market.ViewId;
import io.breakwater.kernel.RequestId;

/**
 * One decided request or booked fact, with what is needed to take the decision again and to say who asked for it.
 *
 * @param entity who decided it, such as a counterparty's id
 * @param scopePath firm and group of the entity at the time; empty where it has none
 * @param caller the authenticated principal, or the name of the part of the engine that acted
 * @param requestId names the request for ever
 * @param traceId the caller's trace; empty where none was given
 * @param decidedAtMicros when it was decided, Unix microseconds
 * @param receivedAtMicros when it came in, Unix microseconds
 * @param policyVersion the policy it was decided under
 * @param rulesVersion the rules that decided it
 * @param view the market view it was decided on
 * @param event what was decided; it holds the command too
 */
public record Envelope(
        String entity,
        String scopePath,
        String caller,
        RequestId requestId,
        String traceId,
        long decidedAtMicros,
        long receivedAtMicros,
        long policyVersion,
        int rulesVersion,
        ViewId view,
        Object event) {}

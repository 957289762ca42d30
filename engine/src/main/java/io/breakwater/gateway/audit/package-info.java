/**
 * The audit over gRPC: what was decided, why, and whether the logs still say so. Reads logs on threads of its own, so
 * that neither lanes nor the edge ever wait for it, and a bounded number of calls at once (I-10).
 *
 * <p>It judges nothing itself: that is {@code io.breakwater.audit}.
 */
package io.breakwater.gateway.audit;

package io.breakwater.gateway.edge;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

/** Puts the {@link Caller} into the call's context, and which data center was asked first. */
final class CallerInterceptor implements ServerInterceptor {

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        Context context = FirstAsked.in(Caller.of(headers).in(Context.current()), headers);
        return Contexts.interceptCall(context, call, headers, next);
    }
}

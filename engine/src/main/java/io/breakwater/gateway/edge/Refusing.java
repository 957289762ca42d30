package io.breakwater.gateway.edge;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.StatusRuntimeException;

/** Ends a call before its service has seen it. */
final class Refusing {
    private Refusing() {}

    static <Q> ServerCall.Listener<Q> close(ServerCall<Q, ?> call, RequestFault fault) {
        StatusRuntimeException status = Statuses.exception(fault);
        Metadata trailers = status.getTrailers();
        call.close(status.getStatus(), trailers == null ? new Metadata() : trailers);
        return new ServerCall.Listener<>() {};
    }
}

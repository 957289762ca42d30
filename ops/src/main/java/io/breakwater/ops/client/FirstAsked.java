package io.breakwater.ops.client;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;

/**
 * Says with every call which data center is asked first under its request ids, once somebody has said so here. Where an
 * environment has several, only that one decides them, however often and wherever they are asked again.
 */
final class FirstAsked implements ClientInterceptor {
    private static final Metadata.Key<String> KEY =
            Metadata.Key.of("x-breakwater-data-center", Metadata.ASCII_STRING_MARSHALLER);

    private volatile String dataCenter = "";
    private volatile StatusRuntimeException unknown;

    /** @param name {@code data-centers/{id}}; empty: nothing is said */
    void is(String name) {
        dataCenter = name;
    }

    /** Empty: nothing is said. */
    String name() {
        return dataCenter;
    }

    /** Nothing is asked any more: it would have to be said, and the node has not told it. @param why as it failed */
    void isUnknown(StatusRuntimeException why) {
        unknown = why;
    }

    /** @throws StatusRuntimeException where it is not known */
    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
            MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        if (unknown != null) {
            throw unknown;
        }
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
            @Override
            public void start(Listener<A> listener, Metadata headers) {
                if (!dataCenter.isEmpty()) {
                    headers.put(KEY, dataCenter);
                }
                super.start(listener, headers);
            }
        };
    }
}

package io.breakwater.gateway.edge;

import com.google.protobuf.Message;
import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServerInterceptors;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import java.util.List;

/** A service whose requests are read by a {@link BoundedMarshaller}, behind a {@link LegibleInterceptor}. */
final class BoundedRequests {
    private BoundedRequests() {}

    /** @param mostBytes of a request */
    static ServerServiceDefinition of(BindableService service, int mostBytes) {
        ServerServiceDefinition bound = service.bindService();
        List<ServerMethodDefinition<?, ?>> methods = bound.getMethods().stream()
                .<ServerMethodDefinition<?, ?>>map(method -> bounded(method, mostBytes)).toList();
        ServiceDescriptor.Builder descriptor = ServiceDescriptor.newBuilder(bound.getServiceDescriptor().getName())
                .setSchemaDescriptor(bound.getServiceDescriptor().getSchemaDescriptor());
        methods.forEach(method -> descriptor.addMethod(method.getMethodDescriptor()));
        ServerServiceDefinition.Builder definition = ServerServiceDefinition.builder(descriptor.build());
        methods.forEach(definition::addMethod);
        return ServerInterceptors.intercept(definition.build(), new LegibleInterceptor());
    }

    @SuppressWarnings("unchecked")
    private static <Q, A> ServerMethodDefinition<Q, A> bounded(ServerMethodDefinition<Q, A> method, int mostBytes) {
        MethodDescriptor<Q, A> descriptor = method.getMethodDescriptor();
        var generated = (PrototypeMarshaller<? extends Message>) descriptor.getRequestMarshaller();
        var requests = (MethodDescriptor.Marshaller<Q>) new BoundedMarshaller<>(generated, mostBytes);
        return ServerMethodDefinition.create(
                descriptor.toBuilder(requests, descriptor.getResponseMarshaller()).build(),
                method.getServerCallHandler());
    }
}

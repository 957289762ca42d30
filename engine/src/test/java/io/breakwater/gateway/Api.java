package io.breakwater.gateway;

import io.breakwater.v1.AdminServiceGrpc;
import io.breakwater.v1.AuditServiceGrpc;
import io.breakwater.v1.CounterpartyServiceGrpc;
import io.breakwater.v1.DecisionServiceGrpc;
import io.breakwater.v1.FactServiceGrpc;
import io.breakwater.v1.FeedServiceGrpc;
import io.breakwater.v1.InstrumentServiceGrpc;
import io.breakwater.v1.LinkServiceGrpc;
import io.breakwater.v1.RegionServiceGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import java.util.List;
import java.util.stream.Stream;

/** The services of {@code breakwater.v1}; {@link ServerFacesTest} holds the list against what a node serves. */
final class Api {
    static final String PACKAGE = "breakwater.v1.";
    static final List<ServiceDescriptor> SERVICES = List.of(AdminServiceGrpc.getServiceDescriptor(),
            AuditServiceGrpc.getServiceDescriptor(), CounterpartyServiceGrpc.getServiceDescriptor(),
            DecisionServiceGrpc.getServiceDescriptor(), FactServiceGrpc.getServiceDescriptor(),
            FeedServiceGrpc.getServiceDescriptor(), InstrumentServiceGrpc.getServiceDescriptor(),
            LinkServiceGrpc.getServiceDescriptor(), RegionServiceGrpc.getServiceDescriptor());

    private Api() {}

    static List<String> names() {
        return SERVICES.stream().map(ServiceDescriptor::getName).toList();
    }

    static Stream<MethodDescriptor<?, ?>> methods() {
        return SERVICES.stream().flatMap(service -> service.getMethods().stream());
    }
}

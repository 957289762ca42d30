package io.breakwater.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.breakwater.app.RunningNode;
import io.breakwater.v1.DecisionServiceGrpc;
import io.breakwater.v1.FactServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where there are several data centers, an id is decided in the one that it is asked first, and in no other. */
class FirstAskedTest {
    private static final Map<String, String> OF_TWO = Map.of(
            "breakwater.data-center.id", "fra",
            "breakwater.links.peers.0.id", "ams",
            "breakwater.links.peers.0.number", "2",
            "breakwater.links.peers.0.addresses.0", "127.0.0.1:9");
    private static final int SECONDS = 20;

    @TempDir
    private Path directory;

    @Test
    void nothingIsChangedWithoutADeadlineOrByWhoDoesNotSayWhoWasAskedFirst() throws Exception {
        try (RunningNode node = RunningNode.start(directory, OF_TWO)) {
            ManagedChannel plain = NettyChannelBuilder.forAddress("127.0.0.1", node.port()).usePlaintext().build();
            Channel elsewhere = ClientInterceptors.intercept(plain, RunningNode.askedFirst("ams"));
            try {
                List<MethodDescriptor<Message, Message>> mutations = new ArrayList<>(mutations().toList());
                assertThat(mutations).hasSizeGreaterThan(20);
                assertThat(faults(mutations, plain, () -> CallOptions.DEFAULT)).allSatisfy((_, fault) ->
                        assertThat(fault).startsWith("INVALID_ARGUMENT DEADLINE_REQUIRED"));
                assertThat(faults(mutations, plain, FirstAskedTest::within)).allSatisfy((_, fault) ->
                        assertThat(fault).startsWith("INVALID_ARGUMENT DATA_CENTER_REQUIRED"));
                mutations.removeIf(FirstAskedTest::isPack);
                assertThat(faults(mutations, elsewhere, FirstAskedTest::within))
                        .allSatisfy((_, fault) -> assertThat(fault).isEqualTo("DEADLINE_EXCEEDED OUTCOME_UNKNOWN"));
            } finally {
                plain.shutdownNow();
            }
        }
    }

    /** What has a request id, one at a time. */
    @SuppressWarnings("unchecked")
    private static Stream<MethodDescriptor<Message, Message>> mutations() {
        return Api.methods()
                .filter(method -> method.getType() == MethodDescriptor.MethodType.UNARY)
                .map(method -> (MethodDescriptor<Message, Message>) method)
                .filter(method -> id(method) != null);
    }

    private static Message empty(MethodDescriptor<Message, Message> method) {
        return ((PrototypeMarshaller<Message>) method.getRequestMarshaller()).getMessagePrototype();
    }

    private static FieldDescriptor id(MethodDescriptor<Message, Message> method) {
        return empty(method).getDescriptorForType().findFieldByName("request_id");
    }

    /** Answered item by item. */
    private static boolean isPack(MethodDescriptor<?, ?> method) {
        return method.equals(DecisionServiceGrpc.getDecideMethod())
                || method.equals(FactServiceGrpc.getReportFactsMethod());
    }

    private static CallOptions within() {
        return CallOptions.DEFAULT.withDeadlineAfter(SECONDS, TimeUnit.SECONDS);
    }

    private static Map<String, String> faults(List<MethodDescriptor<Message, Message>> methods, Channel channel,
            Supplier<CallOptions> options) {
        Map<String, String> faults = new TreeMap<>();
        for (MethodDescriptor<Message, Message> method : methods) {
            Message request = empty(method).toBuilder().setField(id(method), RunningNode.requestId()).build();
            faults.put(method.getFullMethodName(),
                    Faults.of(() -> ClientCalls.blockingUnaryCall(channel, method, options.get(), request)).toString());
        }
        return faults;
    }
}

package io.breakwater.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.sun.management.ThreadMXBean;
import io.breakwater.app.RunningNode;
import io.breakwater.v1.AuditServiceGrpc;
import io.breakwater.v1.Counterparty;
import io.breakwater.v1.CounterpartyServiceGrpc;
import io.breakwater.v1.CreateCounterpartyRequest;
import io.breakwater.v1.DecideRequest;
import io.breakwater.v1.DecideResponse;
import io.breakwater.v1.DecisionServiceGrpc;
import io.breakwater.v1.FactServiceGrpc;
import io.breakwater.v1.FeedServiceGrpc;
import io.breakwater.v1.IngestRequest;
import io.breakwater.v1.IngestResponse;
import io.breakwater.v1.InstrumentServiceGrpc;
import io.breakwater.v1.ReconcileRequest;
import io.breakwater.v1.ReportFactsRequest;
import io.breakwater.v1.UpdateMarksRequest;
import io.breakwater.v1.VerifyRequest;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Messages full of entries of two bytes, over a real port: each is refused as any that lists too much, and costs the
 * threads that read it no more than a few times its own bytes. Parsed, it would cost them twenty times as much.
 */
@Isolated("counts what the gateways of this process allocate, of whatever class they are")
class HostileListsTest {
    private static final int MOST_BYTES = 4 << 20;
    private static final int ROOM = 256;
    private static final long MOST_ALLOCATED = 4L * MOST_BYTES;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @AutoClose
    private static RunningNode node;
    private static Venue venue;

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        node = RunningNode.start(data);
        venue = new Venue(node).opened("alpha");
    }

    /** Writes a message's fields. */
    private interface Fields {
        void to(CodedOutputStream out) throws IOException;
    }

    private static byte[] message(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            fields.to(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A message that stands at a path of fields, the last of which is a list of nothing but empty entries. */
    private static byte[] listing(List<Integer> path, int bytes) {
        int field = path.getFirst();
        if (path.size() > 1) {
            byte[] within = listing(path.subList(1, path.size()), bytes);
            return message(out -> out.writeByteArray(field, within));
        }
        return message(out -> {
            while (out.getTotalBytesWritten() < bytes) {
                out.writeByteArray(field, new byte[0]);
            }
        });
    }

    /** What is well said and behind it the list. */
    private static byte[] request(Message said, String path) {
        byte[] before = said.toByteArray();
        byte[] list = listing(
                Arrays.stream(path.split(" ")).map(Integer::valueOf).toList(), MOST_BYTES - ROOM);
        byte[] whole = Arrays.copyOf(before, before.length + list.length);
        System.arraycopy(list, 0, whole, before.length, list.length);
        return whole;
    }

    private static DecideRequest asked() {
        return Venue.request("alpha").build();
    }

    private static MethodDescriptor<?, ?> method(String name) {
        return List.of(DecisionServiceGrpc.getServiceDescriptor(), FactServiceGrpc.getServiceDescriptor(),
                        InstrumentServiceGrpc.getServiceDescriptor(), CounterpartyServiceGrpc.getServiceDescriptor(),
                        AuditServiceGrpc.getServiceDescriptor(), FeedServiceGrpc.getServiceDescriptor(),
                        HealthGrpc.getServiceDescriptor())
                .stream().flatMap(service -> service.getMethods().stream())
                .filter(method -> name.equals(method.getBareMethodName())).findFirst().orElseThrow();
    }

    /** What those who read requests have allocated so far. */
    private static long allocated() {
        long[] readers = Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith("gateway-"))
                .mapToLong(thread -> thread.getThreadId()).toArray();
        assertThat(readers).isNotEmpty();
        return Arrays.stream(THREADS.getThreadAllocatedBytes(readers)).sum();
    }

    private static Faults refused(String name, byte[] request) {
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(50, TimeUnit.SECONDS);
        return Faults.of(() -> ClientCalls.blockingServerStreamingCall(
                node.channel(), Raw.of(method(name)), options, request).next());
    }

    static List<Arguments> hostile() {
        String id = RunningNode.requestId();
        var facts = ReportFactsRequest.newBuilder().setRequestId(id).build();
        var marks = UpdateMarksRequest.newBuilder().setRequestId(id).build();
        var onboarded = CreateCounterpartyRequest.newBuilder().setRequestId(id).setCounterpartyId("gamma")
                .setCounterparty(Counterparty.newBuilder().setFirm("acme")).build();
        return List.of(
                Arguments.of("Decide", asked(), "4", "items"),
                Arguments.of("Decide", asked(), "4 7 2", "items"),
                Arguments.of("Decide", asked(), "4 8 2", "items"),
                Arguments.of("ReportFacts", facts, "4", "facts"),
                Arguments.of("ReportFacts", facts, "4 3 18", "facts"),
                Arguments.of("ReportFacts", facts, "4 8 1", "facts"),
                Arguments.of("UpdateMarks", marks, "3", "marks"),
                Arguments.of("UpdateMarks", marks, "4", "prices"),
                Arguments.of("CreateCounterparty", onboarded, "4 6", "counterparty.accounts"),
                Arguments.of("Reconcile", ReconcileRequest.getDefaultInstance(), "1", "receipts"),
                Arguments.of("Verify", VerifyRequest.getDefaultInstance(), "1", "logs"));
    }

    @ParameterizedTest(name = "{0} {2}: {3}")
    @MethodSource("hostile")
    void aListOfNothingIsRefusedBeforeItIsMade(String method, Message said, String path, String field) {
        byte[] request = request(said, path);
        long before = allocated();
        assertThat(refused(method, request)).hasToString("RESOURCE_EXHAUSTED TOO_MANY_ITEMS " + field);
        assertThat(allocated() - before).isLessThan(MOST_ALLOCATED);
    }

    /** Nobody knows them, each has another number: they are passed over, not kept. */
    @ParameterizedTest
    @ValueSource(strings = {"Decide", "Check"})
    void fieldsThatNobodyKnowsCostNothing(String method) {
        byte[] request = message(out -> {
            for (int field = 2_048; out.getTotalBytesWritten() < MOST_BYTES - ROOM; field++) {
                out.writeUInt32(field, 0);
            }
        });
        long before = allocated();
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(50, TimeUnit.SECONDS);
        if (method.equals("Check")) {
            assertThat(ClientCalls.blockingUnaryCall(
                    node.channel(), Raw.of(HealthGrpc.getCheckMethod()), options, request).getStatus())
                    .isEqualTo(ServingStatus.SERVING);
        } else {
            assertThat(refused(method, request)).hasToString("INVALID_ARGUMENT FIELD_MISSING request_id");
        }
        assertThat(allocated() - before).isLessThan(MOST_ALLOCATED);
    }

    private static <A> StreamObserver<byte[]> opened(MethodDescriptor<?, A> method, Raw.Answers<A> answers) {
        return ClientCalls.asyncBidiStreamingCall(
                node.channel().newCall(Raw.of(method), CallOptions.DEFAULT), answers);
    }

    @Test
    void aStreamAnswersAMessageFullOfNothingAndGoesOn() throws InterruptedException {
        Raw.Answers<DecideResponse> answers = new Raw.Answers<>();
        StreamObserver<byte[]> stream = opened(DecisionServiceGrpc.getDecideStreamMethod(), answers);
        DecideRequest hostile = asked();
        byte[] message = request(hostile, "4");
        long before = allocated();
        stream.onNext(message);
        DecideResponse refused = answers.told().poll(50, TimeUnit.SECONDS);
        assertThat(refused.getRequestId()).isEqualTo(hostile.getRequestId());
        assertThat(Faults.of(refused.getStatus())).hasToString("RESOURCE_EXHAUSTED TOO_MANY_ITEMS items");
        assertThat(allocated() - before).isLessThan(MOST_ALLOCATED);
        stream.onNext(Venue.request("alpha", Venue.cancel("nothing")).build().toByteArray());
        assertThat(answers.told().poll(50, TimeUnit.SECONDS).getOutcomes(0).getRefusal().getCode())
                .isEqualTo("UNKNOWN_ORDER");
        stream.onCompleted();
    }

    @Test
    void aStreamOfObservationsEndsAtAMessageFullOfNothing() throws InterruptedException {
        Raw.Answers<IngestResponse> answers = new Raw.Answers<>();
        StreamObserver<byte[]> stream = opened(FeedServiceGrpc.getIngestMethod(), answers);
        byte[] message = request(IngestRequest.getDefaultInstance(), "3");
        long before = allocated();
        stream.onNext(message);
        Throwable end = answers.ends().poll(50, TimeUnit.SECONDS);
        assertThat(Faults.of(() -> { throw end; })).hasToString("RESOURCE_EXHAUSTED TOO_MANY_ITEMS observations");
        assertThat(allocated() - before).isLessThan(MOST_ALLOCATED);
    }

    /** Lists of a type of message that stand in no other list. */
    private static Stream<String> lists(Descriptor type, String at) {
        return type.getFields().stream().flatMap(field -> field.isRepeated() && !field.isPackable()
                ? Stream.of(at + "." + field.getName())
                : field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                        ? lists(field.getMessageType(), at + "." + field.getName()) : Stream.of());
    }

    /** Each that is read has a bound of its service's, of 4,096 or less, which a list that was cut still exceeds. */
    @Test
    void everyListOfARequestIsBoundedOrNotRead() {
        List<String> bounded = List.of("Decide.items", "DecideStream.items", "ReportFacts.facts",
                "ReportFactsStream.facts", "Ingest.observations", "Ingest.prices", "UpdateMarks.marks",
                "UpdateMarks.prices", "CreateCounterparty.counterparty.accounts", "SimulateMargin.positions",
                "SimulateMargin.orders", "CreateInstrument.instrument.terms.combo.legs",
                "CreateInstrument.instrument.terms.tick_bands", "Resume.approvals", "LiftRestriction.approvals",
                "ReconcileDataCenter.approvals", "SpanLimit.data_centers", "Reconcile.receipts", "Verify.logs",
                "Export.logs");
        List<String> unread = List.of("CreateCounterparty.counterparty.restrictions",
                "CreateCounterparty.counterparty.limits", "CreateCounterparty.counterparty.collateral_elsewhere",
                "OpenAccount.account.balances", "CreateInstrument.instrument.restrictions");
        assertThat(Api.methods().flatMap(HostileListsTest::listsOf))
                .containsExactlyInAnyOrderElementsOf(Stream.of(bounded, unread).flatMap(List::stream).toList());
    }

    private static Stream<String> listsOf(MethodDescriptor<?, ?> method) {
        var requests = (PrototypeMarshaller<? extends Message>) method.getRequestMarshaller();
        return lists(requests.getMessagePrototype().getDescriptorForType(), method.getBareMethodName());
    }
}

package io.breakwater.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.breakwater.app.RunningNode;
import io.breakwater.v1.DecideRequest;
import io.breakwater.v1.DecideResponse;
import io.breakwater.v1.DecisionServiceGrpc;
import io.breakwater.v1.FactServiceGrpc;
import io.breakwater.v1.ItemOutcome;
import io.breakwater.v1.ReportFactsRequest;
import io.breakwater.v1.ReportFactsResponse;
import io.breakwater.v1.Verdict;
import io.grpc.CallOptions;
import io.grpc.Codec;
import io.grpc.CompressorRegistry;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Filter;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes that are no message, over a real port: each call has its reason, and a stream answers what came before. */
class HostileBytesTest {
    private static final String MALFORMED = "INVALID_ARGUMENT MESSAGE_MALFORMED";
    private static final byte[] GARBAGE = "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8);
    private static final int PACKS = 100;
    private static final int BOMB_BYTES = 64 << 20;
    /** Where the transport writes what is thrown at it. */
    private static final Logger THROWN = Logger.getLogger("io.grpc.internal.SerializingExecutor");

    @AutoClose
    private static RunningNode node;
    private static Venue venue;

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        node = RunningNode.start(data);
        venue = new Venue(node).opened("alpha");
    }

    @BeforeEach
    void fresh() {
        venue.mark("60000");
    }

    static Stream<MethodDescriptor<?, ?>> methods() {
        return Stream.concat(Api.methods(), Stream.of(HealthGrpc.getCheckMethod(), HealthGrpc.getWatchMethod(),
                ServerReflectionGrpc.getServerReflectionInfoMethod()));
    }

    private static CallOptions soon() {
        return CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS);
    }

    /** How a call ends to which something is sent that is not followed by its end, unless it takes nothing more. */
    private static Faults end(ManagedChannel channel, MethodDescriptor<?, ?> method, CallOptions options, byte[] sent)
            throws InterruptedException {
        Raw.Answers<Object> answers = new Raw.Answers<>();
        @SuppressWarnings("unchecked")
        MethodDescriptor<byte[], Object> raw = (MethodDescriptor<byte[], Object>) Raw.of(method);
        StreamObserver<byte[]> stream = ClientCalls.asyncBidiStreamingCall(channel.newCall(raw, options), answers);
        if (sent != null) {
            stream.onNext(sent);
        }
        if (method.getType().clientSendsOneMessage()) {
            stream.onCompleted();
        }
        return end(answers);
    }

    private static Faults end(Raw.Answers<?> answers) throws InterruptedException {
        Throwable end = answers.ends().poll(20, TimeUnit.SECONDS);
        assertThat(end).as("the call ends").isNotNull();
        return Faults.of(() -> { throw end; });
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everyMethodSaysWhyItDidNotTakeThem(MethodDescriptor<?, ?> method) throws InterruptedException {
        AtomicInteger thrown = new AtomicInteger();
        // Of gateways: other threads of this process have channels too, of which nothing is said here.
        Filter counting = _ -> Thread.currentThread().getName().startsWith("gateway-")
                && thrown.incrementAndGet() < 0;
        THROWN.setFilter(counting);
        try {
            assertThat(end(node.channel(), method, soon(), GARBAGE)).hasToString(MALFORMED);
            assertThat(thrown).as("traces that callers can fill the log with").hasValue(0);
        } finally {
            THROWN.setFilter(null);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a field without a number, 0001",
        "a varint that does not end, 0affffffffffffffffffffffff01",
        "a text longer than the message, 0aff01",
        "a length below zero, 0affffffffffffffffff01",
        "a text that is not UTF-8, 0a02c328",
        "a group that does not end, 0b",
        "the end of a group that did not begin, 0c",
        "a type of field that is not, 0f",
        "an item that is cut, 2203",
        "a price in an item that is cut, 220532030aff01",
    })
    void whateverIsWrongWithThem(String what, String bytes) throws InterruptedException {
        assertThat(end(node.channel(), DecisionServiceGrpc.getDecideMethod(), soon(), HexFormat.of().parseHex(bytes)))
                .hasToString(MALFORMED);
    }

    @Test
    void aCallWithoutARequestIsMalformed() throws InterruptedException {
        assertThat(end(node.channel(), DecisionServiceGrpc.getDecideMethod(), soon(), null)).hasToString(MALFORMED);
    }

    /** Calls itself gzip and is not. */
    private record NotGzip() implements io.grpc.Compressor {
        @Override
        public String getMessageEncoding() {
            return "gzip";
        }

        @Override
        public OutputStream compress(OutputStream out) throws IOException {
            out.write(HexFormat.of().parseHex("1f8b0800000000000003"));
            return out;
        }
    }

    private static Faults compressed(io.grpc.Compressor by, byte[] sent) throws InterruptedException {
        CompressorRegistry compressors = CompressorRegistry.newEmptyInstance();
        compressors.register(by);
        ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", node.port()).usePlaintext()
                .compressorRegistry(compressors).build();
        try {
            return end(channel, DecisionServiceGrpc.getDecideMethod(), soon().withCompression("gzip"), sent);
        } finally {
            channel.shutdownNow();
        }
    }

    @Test
    void whatDoesNotDecompressIsMalformed() throws InterruptedException {
        assertThat(compressed(new NotGzip(), GARBAGE)).hasToString(MALFORMED);
    }

    @Test
    void whatIsTooLargeOnceItIsDecompressedIsMalformed() throws InterruptedException {
        assertThat(compressed(new Codec.Gzip(), new byte[BOMB_BYTES])).hasToString(MALFORMED);
    }

    private static DecideRequest buying(String id) {
        return Venue.request("alpha", Venue.buy(id, "50000", "0.001")).build();
    }

    private static ItemOutcome again(DecideRequest request) {
        return venue.decisions().decide(request).getOutcomes(0);
    }

    @Test
    void aStreamOfDecisionsAnswersWhatCameBeforeThem() throws InterruptedException {
        List<DecideRequest> before = new ArrayList<>();
        for (int i = 0; i < PACKS; i++) {
            before.add(buying("before-" + i));
        }
        DecideRequest after = buying("after");
        Raw.Answers<DecideResponse> answers = new Raw.Answers<>();
        StreamObserver<byte[]> stream = ClientCalls.asyncBidiStreamingCall(
                node.channel().newCall(Raw.of(DecisionServiceGrpc.getDecideStreamMethod()), soon()), answers);
        before.forEach(request -> stream.onNext(request.toByteArray()));
        stream.onNext(GARBAGE);
        stream.onNext(after.toByteArray());
        stream.onCompleted();
        assertThat(end(answers)).hasToString(MALFORMED);
        assertThat(answers.told()).extracting(DecideResponse::getRequestId)
                .containsExactlyInAnyOrderElementsOf(before.stream().map(DecideRequest::getRequestId).toList());
        assertThat(answers.told()).extracting(answer -> answer.getOutcomes(0).getVerdict())
                .containsOnly(Verdict.VERDICT_ACCEPTED);
        assertThat(before).allSatisfy(request -> assertThat(again(request).getReplayed()).isTrue());
        assertThat(again(after).getReplayed()).isFalse();
        await().atMost(Duration.ofSeconds(20)).until(() -> node.decisionPacksInWork() == 0);
    }

    @Test
    void aStreamOfFactsAnswersWhatCameBeforeThem() throws InterruptedException {
        Raw.Answers<ReportFactsResponse> answers = new Raw.Answers<>();
        StreamObserver<byte[]> stream = ClientCalls.asyncBidiStreamingCall(
                node.channel().newCall(Raw.of(FactServiceGrpc.getReportFactsStreamMethod()), soon()), answers);
        ReportFactsRequest before = ReportFactsRequest.newBuilder().setRequestId("nonsense").build();
        stream.onNext(before.toByteArray());
        stream.onNext(GARBAGE);
        assertThat(end(answers)).hasToString(MALFORMED);
        assertThat(answers.told()).extracting(answer -> Faults.of(answer.getStatus()).reason())
                .containsExactly("REQUEST_ID_MALFORMED");
    }
}

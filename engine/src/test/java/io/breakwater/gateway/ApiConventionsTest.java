package io.breakwater.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import io.grpc.protobuf.ProtoFileDescriptorSupplier;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is true of every file of the API, whoever adds a method, a message or an enum to it. */
class ApiConventionsTest {

    /** What only reads, beside {@code Get…}, {@code List…} and {@code Simulate…}; Ingest brings nothing but marks. */
    private static final Set<String> READS = Set.of("Explain", "Replay", "Verify", "Reconcile", "Export", "Ingest");

    /** Streams of what another method is asked for one at a time. */
    private static final Set<String> SAME_MESSAGES = Set.of("DecideStream", "ReportFactsStream");

    private static List<FileDescriptor> files() {
        TreeMap<String, FileDescriptor> files = new TreeMap<>();
        Api.SERVICES.forEach(service -> add(files,
                ((ProtoFileDescriptorSupplier) service.getSchemaDescriptor()).getFileDescriptor()));
        return List.copyOf(files.values());
    }

    private static void add(TreeMap<String, FileDescriptor> files, FileDescriptor file) {
        if (file.getPackage().equals("breakwater.v1") && files.put(file.getName(), file) == null) {
            file.getDependencies().forEach(other -> add(files, other));
        }
    }

    private static Stream<MethodDescriptor> methods() {
        return files().stream().map(FileDescriptor::getServices).flatMap(List::stream)
                .map(ServiceDescriptor::getMethods).flatMap(List::stream);
    }

    private static Stream<Descriptor> messages() {
        return files().stream().map(FileDescriptor::getMessageTypes).flatMap(List::stream);
    }

    private static String type(Descriptor message, String field) {
        FieldDescriptor found = message.findFieldByName(field);
        return found == null ? "none" : found.getType() + (found.isRepeated() ? " repeated" : "");
    }

    @Test
    void allFilesAreLookedAt() {
        assertThat(files()).extracting(FileDescriptor::getName).hasSize(10)
                .contains("breakwater/v1/types.proto", "breakwater/v1/decisions.proto");
        assertThat(methods()).hasSizeGreaterThan(45);
    }

    private static boolean changes(MethodDescriptor method) {
        return !READS.contains(method.getName()) && !method.getName().matches("(Get|List|Simulate)[A-Z].*");
    }

    @Test
    void whatChangesSomethingHasARequestIdAndCanBeJudgedAlone() {
        assertThat(methods().filter(ApiConventionsTest::changes))
                .hasSizeGreaterThan(20).allSatisfy(method -> {
                    assertThat(type(method.getInputType(), "request_id")).as(method.getFullName()).isEqualTo("STRING");
                    assertThat(type(method.getInputType(), "validate_only")).as(method.getFullName())
                            .isEqualTo("BOOL");
                });
    }

    @Test
    void messagesOfAMethodAreCalledAsItIs() {
        assertThat(methods()).allSatisfy(method -> {
            String name = SAME_MESSAGES.contains(method.getName())
                    ? method.getName().replace("Stream", "") : method.getName();
            assertThat(method.getInputType().getName()).isEqualTo(name + "Request");
            assertThat(method.getOutputType().getName()).isEqualTo(name + "Response");
        });
    }

    @Test
    void enumsBeginWithNothingSaidAndNameTheirType() {
        Stream<EnumDescriptor> enums = files().stream().map(FileDescriptor::getEnumTypes).flatMap(List::stream);
        assertThat(enums).hasSizeGreaterThan(25).allSatisfy(type -> {
            String prefix = type.getName().replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(java.util.Locale.ROOT);
            assertThat(type.getValues()).allMatch(value -> value.getName().startsWith(prefix + "_"));
            assertThat(type.findValueByNumber(0).getName()).isEqualTo(prefix + "_UNSPECIFIED");
        });
    }

    /** Prices, quantities and money are decimals in strings. */
    @Test
    void nothingButAnAgeIsAFloatingNumber() {
        assertThat(messages().flatMap(message -> message.getFields().stream())
                .filter(field -> Set.of(FieldDescriptor.Type.DOUBLE, FieldDescriptor.Type.FLOAT)
                        .contains(field.getType()))
                .map(FieldDescriptor::getName).distinct()).containsExactly("age_seconds");
    }
}

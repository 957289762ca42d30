package io.breakwater.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.app.RunningNode;
import io.breakwater.v1.AdminServiceGrpc;
import io.breakwater.v1.BackupRequest;
import io.breakwater.v1.BackupResponse;
import io.breakwater.v1.GetNodeStatusRequest;
import io.breakwater.v1.GetNodeStatusResponse;
import io.breakwater.v1.JournalState;
import io.breakwater.v1.LaneOwner;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node shows of itself: health per service, reflection of both versions, status, backups. */
class ServerFacesTest {
    @TempDir
    static Path data;

    @AutoClose
    private static RunningNode node;

    @BeforeAll
    static void start() throws IOException {
        node = RunningNode.start(data.resolve("node"));
    }

    @Test
    void healthIsToldForTheNodeAndForEveryService() {
        var health = HealthGrpc.newBlockingStub(node.channel());
        assertThat(health.check(HealthCheckRequest.getDefaultInstance()).getStatus()).isEqualTo(ServingStatus.SERVING);
        for (String service : Api.names()) {
            assertThat(health.check(HealthCheckRequest.newBuilder().setService(service).build()).getStatus())
                    .as(service).isEqualTo(ServingStatus.SERVING);
        }
        assertThat(Faults.of(() -> health.check(HealthCheckRequest.newBuilder().setService("no.Such").build())).code())
                .hasToString("NOT_FOUND");
    }

    private static final class First<T> implements StreamObserver<T> {
        private final CompletableFuture<T> answer = new CompletableFuture<>();

        @Override
        public void onNext(T value) {
            answer.complete(value);
        }

        @Override
        public void onError(Throwable failure) {
            answer.completeExceptionally(failure);
        }

        @Override
        public void onCompleted() {
            answer.completeExceptionally(new IllegalStateException("no answer"));
        }
    }

    @Test
    void reflectionListsTheServicesInV1() throws Exception {
        First<io.grpc.reflection.v1.ServerReflectionResponse> first = new First<>();
        var call = io.grpc.reflection.v1.ServerReflectionGrpc.newStub(node.channel()).serverReflectionInfo(first);
        call.onNext(io.grpc.reflection.v1.ServerReflectionRequest.newBuilder().setListServices("").build());
        assertThat(first.answer.get(10, TimeUnit.SECONDS).getListServicesResponse().getServiceList())
                .extracting(io.grpc.reflection.v1.ServiceResponse::getName)
                .filteredOn(name -> name.startsWith(Api.PACKAGE)).containsExactlyInAnyOrderElementsOf(Api.names());
        call.onCompleted();
    }

    @Test
    @SuppressWarnings("deprecation")
    void reflectionListsTheServicesInV1Alpha() throws Exception {
        First<io.grpc.reflection.v1alpha.ServerReflectionResponse> first = new First<>();
        var call = io.grpc.reflection.v1alpha.ServerReflectionGrpc.newStub(node.channel()).serverReflectionInfo(first);
        call.onNext(io.grpc.reflection.v1alpha.ServerReflectionRequest.newBuilder().setListServices("").build());
        assertThat(first.answer.get(10, TimeUnit.SECONDS).getListServicesResponse().getServiceList())
                .extracting(io.grpc.reflection.v1alpha.ServiceResponse::getName)
                .filteredOn(name -> name.startsWith(Api.PACKAGE)).containsExactlyInAnyOrderElementsOf(Api.names());
        call.onCompleted();
    }

    @Test
    void theStatusNamesTheNodeAndEveryLane() {
        GetNodeStatusResponse status = AdminServiceGrpc.newBlockingStub(node.channel())
                .getNodeStatus(GetNodeStatusRequest.getDefaultInstance());
        assertThat(status.getEnvironment()).isEqualTo("simulation");
        assertThat(status.getListenAddress()).isEqualTo("127.0.0.1:" + node.port());
        assertThat(status.getStoreDirectory()).isEqualTo(data.resolve("node").toString());
        assertThat(status.getLanesCount()).isEqualTo(4 + 2 + 2 + 2 + 1);
        assertThat(status.getLanesList()).allSatisfy(lane -> {
            assertThat(lane.getTerm()).isPositive();
            assertThat(lane.getDigest()).matches("[0-9a-f]{64}");
        });
        assertThat(status.getJournal().getSyncs()).isPositive();
        assertThat(status.getJournal().getState()).isEqualTo(JournalState.JOURNAL_STATE_HEALTHY);
        assertThat(status.getLaneOwnersList()).noneMatch(LaneOwner::hasLagBlocks);
    }

    @Test
    void whoWantsToKnowOnlyWhatTheNodeIsWaitsForNoLaneAndNoJournal() {
        GetNodeStatusResponse status = AdminServiceGrpc.newBlockingStub(node.channel())
                .getNodeStatus(GetNodeStatusRequest.newBuilder().setIdentityOnly(true).build());
        assertThat(status.getDataCenter()).isNotEmpty();
        assertThat(status.getProcessId()).isEqualTo(ProcessHandle.current().pid());
        assertThat(status.getLanesCount() + status.getLaneOwnersCount() + status.getMembersCount()).isZero();
        assertThat(status.hasJournal()).isFalse();
    }

    @Test
    void theLagOfALaneIsWhatTheJournalHasBeyondWhatItServes() {
        GetNodeStatusResponse status = AdminServiceGrpc.newBlockingStub(node.channel())
                .getNodeStatus(GetNodeStatusRequest.newBuilder().setWithLag(true).build());
        assertThat(status.getLaneOwnersCount()).isEqualTo(4 + 2 + 2 + 2 + 1);
        assertThat(status.getLaneOwnersList()).allSatisfy(lane -> {
            assertThat(lane.hasLagBlocks()).isTrue();
            assertThat(lane.getLagBlocks()).isZero();
            assertThat(lane.getNumber()).isPositive();
            assertThat(lane.getOwner()).isNotEmpty();
        });
    }

    private static BackupRequest backup(String directory) {
        return BackupRequest.newBuilder().setRequestId(RunningNode.requestId()).setDirectory(directory).build();
    }

    @Test
    void aBackupIsWrittenIntoANewDirectoryAndRefusedElsewhere() throws IOException {
        var admin = AdminServiceGrpc.newBlockingStub(node.channel()).withDeadlineAfter(30, TimeUnit.SECONDS);
        Path target = data.resolve("copy");
        BackupRequest request = backup(target.toString());
        BackupResponse made = admin.backup(request);
        assertThat(made.getHeadsCount()).isPositive();
        assertThat(target.resolve("backup.json")).exists();
        assertThat(admin.backup(request)).as("asked again").isEqualTo(made);
        assertThat(admin.backup(request.toBuilder().setValidateOnly(true).build())).isEqualTo(made);
        assertThat(Faults.of(() -> admin.backup(backup(target.toString()))))
                .hasToString("ALREADY_EXISTS DIRECTORY_NOT_EMPTY directory");
        assertThat(Faults.of(() -> admin.backup(backup("relative/path"))).reason()).isEqualTo("FIELD_INVALID");
        Path cut = Files.createDirectories(data.resolve("cut").resolve("journal")).getParent();
        assertThat(Faults.of(() -> admin.backup(request.toBuilder().setDirectory(cut.toString()).build())))
                .as("one that was cut short").hasToString("ALREADY_EXISTS DIRECTORY_NOT_EMPTY directory");
        Path file = Files.createFile(data.resolve("file"));
        assertThat(Faults.of(() -> admin.backup(backup(file.resolve("below").toString()))).reason())
                .isEqualTo("BACKUP_FAILED");
        assertThatThrownBy(() -> admin.backup(backup(file.resolve("below").toString())))
                .hasMessageContaining("What is in " + file.resolve("below") + " without a backup.json is no backup");
    }
}

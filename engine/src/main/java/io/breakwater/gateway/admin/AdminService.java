package io.breakwater.gateway.admin;

import io.breakwater.audit.restore.NodeBackup;
import io.breakwater.gateway.edge.Answer;
import io.breakwater.gateway.edge.LaneDesk;
import io.breakwater.journal.LogStore;
import io.breakwater.v1.AdminServiceGrpc.AdminServiceImplBase;
import io.breakwater.v1.BackupRequest;
import io.breakwater.v1.BackupResponse;
import io.breakwater.v1.GetNodeStatusRequest;
import io.breakwater.v1.GetNodeStatusResponse;
import io.grpc.stub.StreamObserver;
import java.util.List;

/** The node itself, for its operator. */
public final class AdminService extends AdminServiceImplBase {
    private final NodeStatus status;
    private final Backups backups;

    public AdminService(LogStore store, NodeFacts facts, NodeBackup backup, List<LaneDesk<?, ?>> lanes) {
        this.status = new NodeStatus(store, facts, lanes);
        this.backups = new Backups(backup, lanes.getFirst().requestIds());
    }

    @Override
    public void backup(BackupRequest request, StreamObserver<BackupResponse> observer) {
        Answer.later(observer, () -> backups.create(request));
    }

    @Override
    public void getNodeStatus(GetNodeStatusRequest request, StreamObserver<GetNodeStatusResponse> observer) {
        Answer.later(observer, () -> status.get(request));
    }
}

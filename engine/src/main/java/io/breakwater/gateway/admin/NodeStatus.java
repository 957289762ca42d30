package io.breakwater.gateway.admin;

import io.breakwater.actors.board.TapeDuty;
import io.breakwater.gateway.edge.Fields;
import io.breakwater.gateway.edge.LaneDesk;
import io.breakwater.journal.LogStore;
import io.breakwater.log.LaneState;
import io.breakwater.v1.ClusterMember;
import io.breakwater.v1.GetNodeStatusRequest;
import io.breakwater.v1.GetNodeStatusResponse;
import io.breakwater.v1.LaneOwner;
import io.breakwater.v1.LogHead;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** What the node is and where its lanes and its journal stand. A lane that does not answer has no head. */
record NodeStatus(LogStore store, NodeFacts facts, List<LaneDesk<?, ?>> lanes) {
    private static final String VERSION = "0.1.0";

    /** The journal is asked before the lanes, so that what they write meanwhile is not taken for what they lack. */
    CompletionStage<GetNodeStatusResponse> get(GetNodeStatusRequest request) {
        if (request.getIdentityOnly()) {
            return CompletableFuture.completedStage(status(List.of()).build());
        }
        List<String> logs = lanes.stream()
                .flatMap(desk -> IntStream.range(0, desk.door().lanes()).mapToObj(desk.door()::log)).toList();
        String tape = TapeDuty.LANE.name();
        return new JournalEnds(store, this::nowMicros).ask(request.getWithLag() ? logs : List.of(tape))
                .thenCompose(ends -> get(logs, request.getWithLag() ? ends : ends.withoutLogs()));
    }

    private CompletionStage<GetNodeStatusResponse> get(List<String> logs, JournalEnds.Ends ends) {
        List<CompletableFuture<LogHead>> heads = new ArrayList<>();
        lanes.forEach(desk -> heads.addAll(heads(desk)));
        return CompletableFuture.allOf(heads.toArray(CompletableFuture[]::new))
                .thenCombine(facts.cluster().owners(), (_, owners) -> {
                    GetNodeStatusResponse.Builder all = status(heads).setJournal(ends.health(store.counters()));
                    Map<String, LogHead> served = new HashMap<>();
                    all.getLanesList().forEach(head -> served.put(head.getLog(), head));
                    logs.forEach(log -> all.addLaneOwners(lane(
                            served.getOrDefault(log, LogHead.newBuilder().setLog(log).build()), owners, ends)));
                    return withCluster(all);
                });
    }

    private static LaneOwner lane(LogHead head, Map<String, String> owners, JournalEnds.Ends ends) {
        LaneOwner.Builder lane = LaneOwner.newBuilder()
                .setLog(head.getLog()).setOwner(owners.getOrDefault(head.getLog(), ""))
                .setTerm(head.getTerm()).setNumber(head.getNumber());
        ends.of(head.getLog()).ifPresent(end -> lane.setLagBlocks(Math.max(0, end - head.getNumber())));
        return lane.build();
    }

    private long nowMicros() {
        return TimeUnit.MILLISECONDS.toMicros(lanes.getFirst().clock().millis());
    }

    private static <S> List<CompletableFuture<LogHead>> heads(LaneDesk<S, ?> desk) {
        List<CompletableFuture<LogHead>> heads = new ArrayList<>();
        for (int lane = 0; lane < desk.door().lanes(); lane++) {
            String log = desk.door().log(lane);
            heads.add(desk.door().head(lane).thenApply(state -> head(log, state)).exceptionally(_ -> null)
                    .toCompletableFuture());
        }
        return heads;
    }

    private static LogHead head(String log, LaneState<?> state) {
        return LogHead.newBuilder()
                .setLog(log)
                .setNumber(state.number())
                .setTerm(state.term())
                .setDigest(state.digest().toString())
                .build();
    }

    private GetNodeStatusResponse withCluster(GetNodeStatusResponse.Builder all) {
        all.setViewCurrent(facts.cluster().isViewCurrent())
                .setViewBlock(facts.cluster().viewBlock());
        facts.cluster().members().forEach(member -> all.addMembers(ClusterMember.newBuilder()
                .setAddress(member.address()).setState(member.state())
                .setReachable(member.reachable()).setSelf(member.self())));
        return all.build();
    }

    private GetNodeStatusResponse.Builder status(List<CompletableFuture<LogHead>> heads) {
        long uptimeMicros = nowMicros() - TimeUnit.MILLISECONDS.toMicros(facts.startedAt().toEpochMilli());
        GetNodeStatusResponse.Builder status = GetNodeStatusResponse.newBuilder()
                .setVersion(VERSION)
                .setJdk(Runtime.version() + " " + System.getProperty("java.vendor"))
                .setEnvironment(facts.environment())
                .setDataCenter(facts.dataCenter())
                .setListenAddress(facts.address().get())
                .setStoreDirectory(facts.store().toString())
                .setProcessId(ProcessHandle.current().pid())
                .setUptime(Fields.duration(Math.max(0, uptimeMicros)))
                .setStartTime(Fields.timestamp(TimeUnit.MILLISECONDS.toMicros(facts.startedAt().toEpochMilli())));
        heads.stream().map(CompletableFuture::resultNow).filter(head -> head != null).forEach(status::addLanes);
        return status;
    }
}

package io.breakwater.gateway.edge;

import io.breakwater.actors.lane.LaneCommand;
import io.breakwater.actors.lane.SubBatch;
import io.breakwater.kernel.RequestId;
import io.breakwater.log.LaneState;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Sends requests to the lanes of one kind and awaits their replies.
 *
 * @param clock for receive times
 */
public record LaneDesk<S, C>(LaneDoor<S, C> door, Reception reception, RequestIds requestIds, InstantSource clock) {
    private static final long MICROS_A_SECOND = 1_000_000;
    private static final int NANOS_A_MICRO = 1_000;

    public LaneGroups.Tag tag(String caller, boolean validateOnly) {
        return new LaneGroups.Tag(caller, Caller.current().trace(), nowMicros(), validateOnly);
    }

    /** Epoch micros. */
    public long nowMicros() {
        var now = clock.instant();
        return now.getEpochSecond() * MICROS_A_SECOND + now.getNano() / NANOS_A_MICRO;
    }

    /**
     * Sends each lane its envelope.
     *
     * @param items of the whole request
     * @throws RequestFault TOO_BUSY; then nothing was sent
     */
    public void submit(List<List<SubBatch<C>>> byLane, int items, long expiresAtNanos, Consumer<Awaited> whenSettled) {
        if (reception.lanePatience().isZero()) {
            int lanes = (int) byLane.stream().filter(part -> part != null).count();
            long packId = reception.await(new Awaited(items, lanes, expiresAtNanos, whenSettled));
            LaneGroups.send(door, byLane, packId, reception.door());
        } else {
            submitPatiently(byLane, new Awaited(items, expiresAtNanos, whenSettled, legs(byLane)));
        }
    }

    /** The same for lanes that may be on their way to another node: they are asked again for a while. */
    private void submitPatiently(List<List<SubBatch<C>>> byLane, Awaited request) {
        long packId = reception.await(request);
        request.askBy(lane -> door.tell(lane,
                new LaneCommand.Submit<>(packId, byLane.get(lane), reception.door())));
        LaneGroups.send(door, byLane, packId, reception.door());
    }

    private Legs legs(List<List<SubBatch<C>>> byLane) {
        long now = System.nanoTime();
        Legs legs = new Legs(now + reception.lanePatience().toNanos());
        for (int lane = 0; lane < byLane.size(); lane++) {
            if (byLane.get(lane) != null) {
                legs.add(lane, door.log(lane), now);
            }
        }
        return legs;
    }

    /** Sends one command and answers with its outcome; OUTCOME_UNKNOWN where none came in time. */
    public CompletionStage<Settled> ask(String entity, C command, RequestId id, boolean validateOnly) {
        LaneGroups<C> groups = new LaneGroups<>(door);
        groups.add(entity, command, id.item());
        CompletableFuture<Awaited> answer = new CompletableFuture<>();
        LaneGroups.Tag tag = tag(Caller.current().name(), validateOnly);
        submit(groups.byLane(id, tag), id.item() + 1, Expiry.ofCall(),
                answer::complete);
        return answer.thenCompose(awaited -> Settled.of(awaited, id.item(), validateOnly));
    }

    /**
     * Sends a command for each of many entities.
     *
     * @param commands by entity, at least one
     * @return those that did not accept it, or of which it is not known
     */
    public CompletionStage<List<String>> askEach(SortedMap<String, C> commands, RequestId id) {
        List<String> entities = List.copyOf(commands.keySet());
        LaneGroups<C> groups = new LaneGroups<>(door);
        for (int i = 0; i < entities.size(); i++) {
            groups.add(entities.get(i), commands.get(entities.get(i)), i);
        }
        CompletableFuture<Awaited> answer = new CompletableFuture<>();
        submit(groups.byLane(id, tag(Caller.current().name(), false)), entities.size(), Expiry.ofCall(),
                answer::complete);
        return answer.thenApply(awaited -> IntStream.range(0, entities.size())
                .filter(i -> !awaited.outcome(i).isAccepted()).mapToObj(entities::get).toList());
    }

    /** Forks of all lanes; fails where one of them does not answer. */
    public CompletionStage<List<LaneState<S>>> states() {
        List<CompletableFuture<LaneState<S>>> asked = IntStream.range(0, door.lanes())
                .mapToObj(lane -> door.state(lane).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .thenApply(_ -> asked.stream().map(CompletableFuture::resultNow).toList());
    }

    /** A fork of the lane that an entity belongs to. */
    public CompletionStage<LaneState<S>> stateOf(String entity) {
        return door.stateOf(entity);
    }
}

package io.breakwater.gateway.edge;

import io.breakwater.actors.lane.LaneCommand;
import io.breakwater.actors.lane.LaneReply;
import io.breakwater.actors.lane.RequestIds;
import io.breakwater.actors.lane.SubBatch;
import io.breakwater.kernel.RequestId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Sorts the items of one request by entity and lane: one envelope a lane, one sub-batch an entity, the order of the
 * items kept within each. Lives for one request and one thread.
 */
public final class LaneGroups<C> {
    /** Where counterparties are many, most have an item or two of a request. */
    private static final int FEW = 2;

    private final LaneDoor<?, C> door;
    private final Map<String, Group<C>> groups = new HashMap<>();
    private Group<C> last;

    public LaneGroups(LaneDoor<?, C> door) {
        this.door = door;
    }

    private static final class Group<C> {
        private final String entity;
        private final List<C> commands = new ArrayList<>(FEW);
        private int[] items = new int[FEW];

        Group(String entity) {
            this.entity = entity;
        }

        void add(C command, int item) {
            if (commands.size() == items.length) {
                items = Arrays.copyOf(items, items.length * 2);
            }
            items[commands.size()] = item;
            commands.add(command);
        }

        SubBatch<C> sealed(RequestId id, Tag tag) {
            RequestIds ids = new RequestIds(id.msb(), id.lsb(), Arrays.copyOf(items, commands.size()));
            return new SubBatch<>(entity, commands, ids, tag.caller(), tag.trace(), tag.receivedAtMicros(),
                    tag.validateOnly());
        }
    }

    /** What every item of a request shares. */
    public record Tag(String caller, String trace, long receivedAtMicros, boolean validateOnly) {}

    public void add(String entity, C command, int item) {
        if (last == null || !last.entity.equals(entity)) {
            last = groups.computeIfAbsent(entity, Group::new);
        }
        last.add(command, item);
    }

    public boolean isEmpty() {
        return groups.isEmpty();
    }

    /** The envelopes, by lane; null where a lane has no part in the request. */
    public List<List<SubBatch<C>>> byLane(RequestId id, Tag tag) {
        List<List<SubBatch<C>>> lanes = new ArrayList<>(door.lanes());
        for (int i = 0; i < door.lanes(); i++) {
            lanes.add(null);
        }
        for (Group<C> group : groups.values()) {
            int lane = door.laneOf(group.entity);
            if (lanes.get(lane) == null) {
                lanes.set(lane, new ArrayList<>());
            }
            lanes.get(lane).add(group.sealed(id, tag));
        }
        return lanes;
    }

    /** Tells each lane its part. */
    public static <S, C> void send(
            LaneDoor<S, C> door, List<List<SubBatch<C>>> byLane, long packId, ActorRef<LaneReply> replyTo) {
        for (int lane = 0; lane < byLane.size(); lane++) {
            if (byLane.get(lane) != null) {
                door.tell(lane, new LaneCommand.Submit<>(packId, byLane.get(lane), replyTo));
            }
        }
    }
}

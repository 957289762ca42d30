package io.breakwater.actors.wire;

import io.breakwater.actors.lane.LaneCommand;
import io.breakwater.actors.lane.LaneReply;
import io.breakwater.actors.lane.RequestIds;
import io.breakwater.actors.lane.SubBatch;
import io.breakwater.log.CborReader;
import io.breakwater.log.CborWriter;
import io.breakwater.log.Codec;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;

/** The part of a pack that goes to a lane, as bytes. */
final class SubmitWire {
    private static final int PARTS = 8;

    private final LaneKinds kinds;
    private final ActorRefResolver refs;

    SubmitWire(LaneKinds kinds, ActorRefResolver refs) {
        this.kinds = kinds;
        this.refs = refs;
    }

    void write(LaneCommand.Submit<?, ?> submit, CborWriter out) {
        String kind = kinds.kindOf(submit.subBatches().getFirst().commands().getFirst());
        out.writeText(kind);
        out.writeLong(submit.packId());
        out.writeText(refs.toSerializationFormat(submit.replyTo()));
        out.writeArray(submit.subBatches().size());
        for (SubBatch<?> subBatch : submit.subBatches()) {
            write(subBatch, kinds.commands(kind), out);
        }
    }

    private static void write(SubBatch<?> subBatch, Codec<Object> codec, CborWriter out) {
        out.writeArray(PARTS);
        out.writeString(subBatch.entity());
        out.writeString(subBatch.caller());
        out.writeString(subBatch.traceId());
        out.writeLong(subBatch.receivedAtMicros());
        out.writeBoolean(subBatch.validateOnly());
        out.writeLong(subBatch.ids().msb());
        out.writeLong(subBatch.ids().lsb());
        out.writeArray(2 * subBatch.size());
        for (int i = 0; i < subBatch.size(); i++) {
            out.writeLong(subBatch.ids().items()[i]);
            codec.write(subBatch.commands().get(i), out);
        }
    }

    LaneCommand.Submit<?, ?> read(CborReader in) {
        Codec<Object> codec = kinds.commands(in.readText());
        if (codec == null) {
            throw new IllegalArgumentException("a kind of lane that this node does not know");
        }
        long packId = in.readLong();
        ActorRef<LaneReply> replyTo = refs.resolveActorRef(in.readText());
        List<SubBatch<Object>> subBatches = new ArrayList<>();
        for (int left = in.readArray(); left > 0; left--) {
            subBatches.add(subBatch(codec, in));
        }
        return new LaneCommand.Submit<>(packId, subBatches, replyTo);
    }

    private static SubBatch<Object> subBatch(Codec<Object> codec, CborReader in) {
        in.readArray(PARTS);
        String entity = in.readString();
        String caller = in.readString();
        String trace = in.readString();
        long receivedAtMicros = in.readLong();
        boolean validateOnly = in.readBoolean();
        long msb = in.readLong();
        long lsb = in.readLong();
        int[] items = new int[in.readArray() / 2];
        List<Object> commands = new ArrayList<>(items.length);
        for (int i = 0; i < items.length; i++) {
            items[i] = in.readInt();
            commands.add(codec.read(in));
        }
        return new SubBatch<>(entity, commands, new RequestIds(msb, lsb, items), caller, trace, receivedAtMicros,
                validateOnly);
    }
}

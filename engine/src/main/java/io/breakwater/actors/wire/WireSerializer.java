package io.breakwater.actors.wire;

import io.breakwater.actors.board.ViewMessage;
import io.breakwater.actors.cluster.ClusterMessage;
import io.breakwater.actors.lane.LaneCommand;
import io.breakwater.actors.lane.LanePart;
import io.breakwater.actors.lane.LaneReply;
import io.breakwater.actors.lane.Readout;
import io.breakwater.kernel.BoundExceeded;
import io.breakwater.log.CborReader;
import io.breakwater.log.CborWriter;
import io.breakwater.log.CorruptEncoding;
import java.io.NotSerializableException;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * Messages between nodes as bytes. Manifests name message and version; a node reads the version before its own as well,
 * so that a cluster can be rolled.
 */
public final class WireSerializer extends SerializerWithStringManifest {
    /** A message at most; the frame between nodes is set above it. */
    public static final int MOST_BYTES = 5 << 20;

    private static final int IDENTIFIER = 7_302;
    private static final int FIRST_BYTES = 1_024;
    private static final String SUBMIT = "submit1";
    private static final String RELEASE = "release1";
    private static final String WAKE = "wake1";
    private static final String READ = "read1";
    private static final String REPLY = "reply1";
    private static final String PIECE = "piece1";
    private static final String TOO_LARGE = "toolarge1";

    private final ExtendedActorSystem system;
    private final ReplyWire replies = new ReplyWire();
    private final ViewWire views;
    private final SubmitWire submits;
    private final ClusterWire clusters;
    private final ActorRefResolver refs;

    public WireSerializer(ExtendedActorSystem system) {
        this.system = system;
        this.refs = ActorRefResolver.get(Adapter.toTyped(system));
        this.submits = new SubmitWire(LaneKinds.get(system), refs);
        this.views = new ViewWire(refs);
        this.clusters = new ClusterWire(refs);
    }

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object message) {
        return switch (message) {
            case LaneCommand.Submit<?, ?> _ -> SUBMIT;
            case LaneCommand.Release<?, ?> _ -> RELEASE;
            case LaneCommand.Wake<?, ?> _ -> WAKE;
            case LaneCommand.Read<?, ?> _ -> READ;
            case LaneReply _ -> REPLY;
            case Readout.Piece _ -> PIECE;
            case Readout.TooLarge _ -> TOO_LARGE;
            case ViewMessage view -> views.manifest(view);
            case ClusterMessage.Which _ -> ClusterWire.WHICH;
            case ClusterMessage.Told _ -> ClusterWire.TOLD;
            default -> throw stays(message);
        };
    }

    private static IllegalArgumentException stays(Object message) {
        return new IllegalArgumentException(message.getClass().getName() + " stays on its node");
    }

    /** Throws where the message is above the bound: it is not sent, and whoever awaits an answer hears UNKNOWN. */
    @Override
    public byte[] toBinary(Object message) {
        CborWriter out = new CborWriter(FIRST_BYTES, MOST_BYTES);
        try {
            write(message, out);
        } catch (BoundExceeded above) {
            throw new IllegalArgumentException(
                    message.getClass().getSimpleName() + " has more than " + MOST_BYTES + " B", above);
        }
        return out.toBytes();
    }

    private void write(Object message, CborWriter out) {
        switch (message) {
            case LaneCommand.Submit<?, ?> submit -> submits.write(submit, out);
            case LaneCommand.Release<?, ?>(long ticket) -> out.writeLong(ticket);
            case LaneCommand.Wake<?, ?>() -> { }
            case LaneCommand.Read<?, ?> read -> write(read, out);
            case LaneReply reply -> replies.write(reply, out);
            case Readout.Piece piece -> write(piece, out);
            case Readout.TooLarge(long id, long bytes) -> {
                out.writeLong(id);
                out.writeLong(bytes);
            }
            case ViewMessage view -> views.write(view, out);
            case ClusterMessage.Which which -> clusters.write(which, out);
            case ClusterMessage.Told told -> ClusterWire.write(told, out);
            default -> throw stays(message);
        }
    }

    private void write(LaneCommand.Read<?, ?> read, CborWriter out) {
        out.writeLong(read.readId());
        out.writeLong(read.part().extent().ordinal());
        out.writeText(read.part().entity());
        out.writeText(refs.toSerializationFormat(read.replyTo()));
    }

    private static void write(Readout.Piece piece, CborWriter out) {
        out.writeLong(piece.readId());
        out.writeLong(piece.index());
        out.writeLong(piece.count());
        out.writeBytes(piece.bytes());
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        CborReader in = new CborReader(bytes);
        try {
            Object message = read(manifest, in);
            in.readEnd();
            return message;
        } catch (CorruptEncoding | IndexOutOfBoundsException strange) {
            throw new NotSerializableException(manifest + " in " + system.name() + ": " + strange);
        }
    }

    private Object read(String manifest, CborReader in) throws NotSerializableException {
        return switch (manifest) {
            case SUBMIT -> submits.read(in);
            case RELEASE -> new LaneCommand.Release<>(in.readLong());
            case WAKE -> new LaneCommand.Wake<>();
            case READ -> new LaneCommand.Read<>(in.readLong(),
                    new LanePart(LanePart.Extent.values()[in.readInt()], in.readText()),
                    refs.resolveActorRef(in.readText()));
            case REPLY -> replies.read(in);
            case PIECE -> new Readout.Piece(in.readLong(), in.readInt(), in.readInt(), in.readBytes());
            case TOO_LARGE -> new Readout.TooLarge(in.readLong(), in.readLong());
            case ClusterWire.WHICH -> clusters.which(in);
            case ClusterWire.TOLD -> ClusterWire.told(in);
            default -> views.read(manifest, in);
        };
    }
}

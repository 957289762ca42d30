package io.breakwater.actors.wire;

import io.breakwater.actors.board.ViewMessage;
import io.breakwater.log.CborReader;
import io.breakwater.log.CborWriter;
import java.io.NotSerializableException;
import org.apache.pekko.actor.typed.ActorRefResolver;

/** What keeps the market view the same on all nodes, as bytes. */
final class ViewWire {
    private static final String BLOCK = "tapeblock1";
    private static final String PULSE = "pulse1";
    private static final String SHOWN = "shown1";

    private final ActorRefResolver refs;

    ViewWire(ActorRefResolver refs) {
        this.refs = refs;
    }

    String manifest(ViewMessage message) {
        return switch (message) {
            case ViewMessage.TapeBlock _ -> BLOCK;
            case ViewMessage.Pulse _ -> PULSE;
            case ViewMessage.Shown _ -> SHOWN;
        };
    }

    void write(ViewMessage message, CborWriter out) {
        switch (message) {
            case ViewMessage.TapeBlock(int term, long number, byte[] block) -> {
                out.writeLong(term);
                out.writeLong(number);
                out.writeBytes(block);
            }
            case ViewMessage.Pulse(int term, long number, var feed) -> {
                out.writeLong(term);
                out.writeLong(number);
                out.writeText(refs.toSerializationFormat(feed));
            }
            case ViewMessage.Shown(String node, int term, long number) -> {
                out.writeText(node);
                out.writeLong(term);
                out.writeLong(number);
            }
        }
    }

    ViewMessage read(String manifest, CborReader in) throws NotSerializableException {
        return switch (manifest) {
            case BLOCK -> new ViewMessage.TapeBlock(in.readInt(), in.readLong(), in.readBytes());
            case PULSE -> new ViewMessage.Pulse(in.readInt(), in.readLong(), refs.resolveActorRef(in.readText()));
            case SHOWN -> new ViewMessage.Shown(in.readText(), in.readInt(), in.readLong());
            default -> throw new NotSerializableException("unknown message " + manifest);
        };
    }
}

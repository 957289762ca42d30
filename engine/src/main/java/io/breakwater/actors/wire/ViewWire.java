package io.breakwater.actors.wire;

import io.breakwater.actors.board.ViewMessage;
import io.breakwater.domain.TradingState;
import io.breakwater.log.CborReader;
import io.breakwater.log.CborWriter;
import java.io.NotSerializableException;
import org.apache.pekko.actor.typed.ActorRefResolver;

/** What keeps the market view the same on all nodes, as bytes. */
final class ViewWire {
    private static final String BLOCK = "tapeblock1";
    private static final String PULSE = "pulse1";
    private static final String SHOWN = "shown1";
    private static final String ROLL = "roll1";
    private static final String NAMED = "named1";

    private final ActorRefResolver refs;

    ViewWire(ActorRefResolver refs) {
        this.refs = refs;
    }

    String manifest(ViewMessage message) {
        return switch (message) {
            case ViewMessage.TapeBlock _ -> BLOCK;
            case ViewMessage.Pulse _ -> PULSE;
            case ViewMessage.Shown _ -> SHOWN;
            case ViewMessage.Roll _ -> ROLL;
            case ViewMessage.Named _ -> NAMED;
        };
    }

    void write(ViewMessage message, CborWriter out) {
        switch (message) {
            case ViewMessage.TapeBlock(int term, long number, byte[] block) -> {
                out.writeLong(term);
                out.writeLong(number);
                out.writeBytes(block);
            }
            case ViewMessage.Pulse(int term, long number, long answers, var feed) -> {
                out.writeLong(term);
                out.writeLong(number);
                out.writeLong(answers);
                out.writeText(refs.toSerializationFormat(feed));
            }
            case ViewMessage.Shown(String node, int term, long number, long asking) -> {
                out.writeText(node);
                out.writeLong(term);
                out.writeLong(number);
                out.writeLong(asking);
            }
            case ViewMessage.Roll(long call, String instrument, TradingState least, var replyTo) -> {
                out.writeLong(call);
                out.writeText(instrument);
                out.writeText(least.name());
                out.writeText(refs.toSerializationFormat(replyTo));
            }
            case ViewMessage.Named(long call, String node, boolean shows) -> {
                out.writeLong(call);
                out.writeText(node);
                out.writeLong(shows ? 1 : 0);
            }
        }
    }

    ViewMessage read(String manifest, CborReader in) throws NotSerializableException {
        return switch (manifest) {
            case BLOCK -> new ViewMessage.TapeBlock(in.readInt(), in.readLong(), in.readBytes());
            case PULSE -> new ViewMessage.Pulse(in.readInt(), in.readLong(), in.readLong(),
                    refs.resolveActorRef(in.readText()));
            case SHOWN -> new ViewMessage.Shown(in.readText(), in.readInt(), in.readLong(), in.readLong());
            case ROLL -> new ViewMessage.Roll(in.readLong(), in.readText(), TradingState.valueOf(in.readText()),
                    refs.resolveActorRef(in.readText()));
            case NAMED -> new ViewMessage.Named(in.readLong(), in.readText(), in.readLong() == 1);
            default -> throw new NotSerializableException("unknown message " + manifest);
        };
    }
}

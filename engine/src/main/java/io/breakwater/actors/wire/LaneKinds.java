package io.breakwater.actors.wire;

import io.breakwater.domain.Aggregate;
import io.breakwater.log.Codec;
import io.breakwater.log.RecordCodec;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Extension;

/** The kinds of lanes that a node knows, by whose commands messages between nodes are written and read. */
public final class LaneKinds implements Extension {
    private static final Id ID = new Id();

    private final Map<String, Codec<Object>> commands = new ConcurrentHashMap<>();

    private LaneKinds() {}

    private static final class Id extends AbstractExtensionId<LaneKinds> {
        @Override
        public LaneKinds createExtension(ExtendedActorSystem system) {
            return new LaneKinds();
        }
    }

    /** Those of an actor system. */
    public static LaneKinds get(ActorSystem system) {
        return ID.get(system);
    }

    /** For a typed or classic system alike. */
    public static LaneKinds get(ClassicActorSystemProvider system) {
        return ID.get(system.classicSystem());
    }

    /** Takes a kind in, before the first message about it. */
    @SuppressWarnings("unchecked")
    public void add(Aggregate<?, ?, ?> aggregate) {
        Class<?> type = aggregate.commandType();
        commands.put(aggregate.kind(), (Codec<Object>) RecordCodec.of(type).codec(type));
    }

    /** Null where the kind is not known here. */
    Codec<Object> commands(String kind) {
        return commands.get(kind);
    }

    Collection<String> names() {
        return commands.keySet();
    }

    /** The kind that a command is for. */
    String kindOf(Object command) {
        for (Map.Entry<String, Codec<Object>> kind : commands.entrySet()) {
            if (kind.getValue().type().isInstance(command)) {
                return kind.getKey();
            }
        }
        throw new IllegalArgumentException("no kind of lane has " + command.getClass().getName() + " for a command");
    }
}

package io.breakwater.actors.wire;

import io.breakwater.actors.cluster.ClusterMessage;
import io.breakwater.actors.cluster.ClusterStanding;
import io.breakwater.log.CborReader;
import io.breakwater.log.CborWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRefResolver;

/** What nodes tell those of another cluster, as bytes. */
final class ClusterWire {
    static final String WHICH = "which1";
    static final String TOLD = "told1";

    private final ActorRefResolver refs;

    ClusterWire(ActorRefResolver refs) {
        this.refs = refs;
    }

    void write(ClusterMessage.Which which, CborWriter out) {
        out.writeLong(which.round());
        out.writeText(refs.toSerializationFormat(which.replyTo()));
    }

    ClusterMessage.Which which(CborReader in) {
        return new ClusterMessage.Which(in.readLong(), refs.resolveActorRef(in.readText()));
    }

    static void write(ClusterMessage.Told told, CborWriter out) {
        ClusterStanding standing = told.standing();
        out.writeLong(told.round());
        out.writeArray(standing.settings().size());
        standing.settings().forEach(out::writeText);
        out.writeArray(2 * standing.members().size());
        standing.members().forEach(member -> {
            out.writeText(member.address());
            out.writeLong(member.incarnation());
        });
        out.writeBoolean(standing.isSettled());
        out.writeBoolean(standing.isFound());
    }

    static ClusterMessage.Told told(CborReader in) {
        long round = in.readLong();
        List<String> settings = new ArrayList<>();
        for (int left = in.readArray(); left > 0; left--) {
            settings.add(in.readText());
        }
        List<ClusterStanding.Member> members = new ArrayList<>();
        for (int left = in.readArray() / 2; left > 0; left--) {
            members.add(new ClusterStanding.Member(in.readText(), in.readLong()));
        }
        return new ClusterMessage.Told(round,
                new ClusterStanding(settings, members, in.readBoolean(), in.readBoolean()));
    }
}

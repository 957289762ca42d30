package io.breakwater.journal;

import java.nio.charset.StandardCharsets;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** Refuses to work where Pekko's transport information is not set, as serializers of actor references do. */
public final class TestPayloadSerializer extends SerializerWithStringManifest {

    private final ExtendedActorSystem system;

    public TestPayloadSerializer(ExtendedActorSystem system) {
        this.system = system;
    }

    @Override
    public int identifier() {
        return 7070;
    }

    @Override
    public String manifest(Object payload) {
        return "ref";
    }

    @Override
    public byte[] toBinary(Object payload) {
        checkTransport();
        return Serialization.serializedActorPath(((TestPayload) payload).ref()).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) {
        checkTransport();
        if (!manifest.equals("ref")) {
            throw new IllegalArgumentException("unknown manifest " + manifest);
        }
        return new TestPayload(system.provider().resolveActorRef(new String(bytes, StandardCharsets.UTF_8)));
    }

    private void checkTransport() {
        if (Serialization.getCurrentTransportInformation().system() != system) {
            throw new IllegalStateException("transport information is not set");
        }
    }
}

package io.breakwater.actors.lane;

import java.io.NotSerializableException;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** Hands the bytes of blocks and snapshots to the journal as they are. The identifier and manifests are on disk. */
public final class LaneBytesSerializer extends SerializerWithStringManifest {
    private static final int IDENTIFIER = 7_301;
    private static final String BLOCK = "block";
    private static final String SNAPSHOT = "snapshot";

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object stored) {
        return stored instanceof BlockBytes ? BLOCK : SNAPSHOT;
    }

    @Override
    public byte[] toBinary(Object stored) {
        return switch (stored) {
            case BlockBytes(byte[] bytes) -> bytes;
            case SnapshotBytes snapshot -> snapshot.bytes();
            default -> throw new IllegalArgumentException("not a lane's bytes: " + stored.getClass().getName());
        };
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        return switch (manifest) {
            case BLOCK -> new BlockBytes(bytes);
            case SNAPSHOT -> SnapshotBytes.of(bytes);
            default -> throw new NotSerializableException("unknown manifest " + manifest);
        };
    }
}

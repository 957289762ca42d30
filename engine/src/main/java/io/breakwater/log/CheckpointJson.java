package io.breakwater.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;

/** Signed checkpoints as JSON text, for files and for people. Reading is strict about what it needs. */
public final class CheckpointJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Codec<SignedCheckpoint> CODEC =
            RecordCodec.of(SignedCheckpoint.class).codec(SignedCheckpoint.class);

    private CheckpointJson() {}

    /** One JSON object, ending with a line break. */
    public static String format(SignedCheckpoint signed) {
        return NamedJson.format(CODEC, signed) + "\n";
    }

    /**
     * Reads what {@link #format} writes.
     *
     * @throws IllegalArgumentException naming what is missing or malformed
     */
    public static SignedCheckpoint parse(String json) {
        try {
            JsonNode root = MAPPER.readTree(json);
            return new SignedCheckpoint(checkpoint(child(root, "checkpoint")), text(root, "signature"));
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("a checkpoint is one JSON object", notJson);
        }
    }

    private static Checkpoint checkpoint(JsonNode node) {
        List<Checkpoint.Head> heads = new ArrayList<>();
        for (JsonNode head : child(node, "heads")) {
            heads.add(new Checkpoint.Head(text(head, "log"), number(head, "number"), number(head, "term"),
                    Digest.parse(text(head, "digest")), Digest.parse(text(head, "stateHash"))));
        }
        return new Checkpoint(text(node, "environment"), text(node, "dataCenter"), number(node, "atMicros"), heads);
    }

    private static JsonNode child(JsonNode node, String name) {
        JsonNode child = node == null ? null : node.get(name);
        if (child == null) {
            throw new IllegalArgumentException("the checkpoint has no " + name);
        }
        return child;
    }

    private static String text(JsonNode node, String name) {
        JsonNode child = child(node, name);
        if (!child.isTextual()) {
            throw new IllegalArgumentException(name + " of a checkpoint is a text");
        }
        return child.textValue();
    }

    private static long number(JsonNode node, String name) {
        JsonNode child = child(node, name);
        if (!child.isIntegralNumber() || !child.canConvertToLong()) {
            throw new IllegalArgumentException(name + " of a checkpoint is a whole number");
        }
        return child.longValue();
    }
}

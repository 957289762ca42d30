package io.breakwater.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * Values and envelopes as JSON with named fields: for exports and explanations, never read back. Whole numbers of 64
 * bits are written as numbers; readers that hold numbers as doubles must take care beyond 2⁵³.
 */
public final class NamedJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private NamedJson() {}

    /** One value as one line. */
    public static <T> String format(Codec<T> codec, T value) {
        return written(out -> codec.writeJson(value, out));
    }

    /** One envelope as one line. */
    public static String format(Codec<?> events, BlockHeader block, Envelope envelope) {
        return written(out -> writeEnvelope(events, block, envelope, out));
    }

    /** Writes an envelope with the log and number of its block. */
    public static void writeEnvelope(Codec<?> events, BlockHeader block, Envelope envelope, JsonGenerator out)
            throws IOException {
        out.writeStartObject();
        out.writeStringField("log", block.log().log());
        out.writeNumberField("block", block.number());
        writeWho(envelope, out);
        out.writeNumberField("decidedAtMicros", envelope.decidedAtMicros());
        out.writeNumberField("receivedAtMicros", envelope.receivedAtMicros());
        out.writeNumberField("policyVersion", envelope.policyVersion());
        out.writeNumberField("rulesVersion", envelope.rulesVersion());
        writeView(envelope, out);
        out.writeFieldName("event");
        writeEvent(events, envelope.event(), out);
        out.writeEndObject();
    }

    private static void writeWho(Envelope envelope, JsonGenerator out) throws IOException {
        out.writeStringField("entity", envelope.entity());
        out.writeStringField("scopePath", envelope.scopePath());
        out.writeStringField("caller", envelope.caller());
        out.writeStringField("requestId", envelope.requestId().uuid());
        out.writeNumberField("item", envelope.requestId().item());
        out.writeStringField("traceId", envelope.traceId());
    }

    private static void writeView(Envelope envelope, JsonGenerator out) throws IOException {
        out.writeObjectFieldStart("view");
        out.writeStringField("board", envelope.view().board());
        out.writeNumberField("epoch", envelope.view().epoch());
        out.writeNumberField("sequence", envelope.view().sequence());
        out.writeStringField("digest", java.util.HexFormat.of().toHexDigits(envelope.view().digest()));
        out.writeEndObject();
    }

    private static <T> void writeEvent(Codec<T> events, Object event, JsonGenerator out) throws IOException {
        events.writeJson(events.type().cast(event), out);
    }

    private static String written(Written content) {
        var text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            content.to(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
        return text.toString();
    }

    @FunctionalInterface
    private interface Written {
        void to(JsonGenerator out) throws IOException;
    }
}

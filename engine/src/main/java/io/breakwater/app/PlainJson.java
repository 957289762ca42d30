package io.breakwater.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.breakwater.kernel.RequestId;
import io.breakwater.log.Digest;

/** Reports as one line of JSON, for programs. */
final class PlainJson {
    private static final ObjectMapper MAPPER = new ObjectMapper().registerModule(new SimpleModule()
            .addSerializer(Digest.class, ToStringSerializer.instance)
            .addSerializer(RequestId.class, ToStringSerializer.instance));

    private PlainJson() {}

    static String of(Record report) {
        try {
            return MAPPER.writeValueAsString(report);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException(bug);
        }
    }
}

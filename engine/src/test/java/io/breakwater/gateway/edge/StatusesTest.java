package io.breakwater.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.Status;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A status goes into headers, of which clients take 8 KiB: beyond that they see a fault of the transport. */
class StatusesTest {

    @Test
    void aTextThatEchoesTooMuchIsCutBetweenCharacters() throws InvalidProtocolBufferException {
        Status status = Statuses.of(RequestFault.of(ErrorReason.UNKNOWN_LOG, "logs", "é".repeat(60_000)));
        assertThat(status.getMessage()).startsWith("logs: é").endsWith("é…");
        assertThat(status.getMessage().getBytes(StandardCharsets.UTF_8))
                .hasSizeBetween(Statuses.MOST_TEXT, Statuses.MOST_TEXT + 3);
        BadRequest field = status.getDetails(1).unpack(BadRequest.class);
        assertThat(field.getFieldViolations(0).getDescription()).startsWith("é").endsWith("é…").hasSize(501);
    }

    @Test
    void aTextThatFitsIsWhole() {
        String fits = "a".repeat(Statuses.MOST_TEXT);
        assertThat(Statuses.of(RequestFault.of(ErrorReason.UNKNOWN_LOG, fits)).getMessage()).isEqualTo(fits);
    }
}

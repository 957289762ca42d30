package io.breakwater.gateway.edge;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.nio.charset.StandardCharsets;

/**
 * Statuses with their details: ErrorInfo always, BadRequest where a field is at fault, RetryInfo where waiting helps.
 */
public final class Statuses {
    public static final String DOMAIN = "breakwater";

    /** Bytes of one text, which echoes what callers said: it goes twice into headers, of which they take 8 KiB. */
    static final int MOST_TEXT = 1_000;

    private static final Duration RETRY_AFTER = Duration.newBuilder().setNanos(250_000_000).build();

    private Statuses() {}

    public static Status of(RequestFault fault) {
        Status.Builder status = Status.newBuilder().setCode(fault.status().value()).setMessage(message(fault));
        status.addDetails(Any.pack(ErrorInfo.newBuilder()
                .setReason(fault.reason())
                .setDomain(DOMAIN)
                .putAllMetadata(fault.metadata())
                .build()));
        if (!fault.field().isEmpty()) {
            status.addDetails(Any.pack(badRequest(fault)));
        }
        if (fault.isWorthRetrying()) {
            status.addDetails(Any.pack(RetryInfo.newBuilder().setRetryDelay(RETRY_AFTER).build()));
        }
        return status.build();
    }

    public static StatusRuntimeException exception(RequestFault fault) {
        return StatusProto.toStatusRuntimeException(of(fault));
    }

    private static String message(RequestFault fault) {
        return cut(fault.field().isEmpty() ? fault.getMessage() : fault.field() + ": " + fault.getMessage());
    }

    private static String cut(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MOST_TEXT) {
            return text;
        }
        int end = MOST_TEXT;
        while ((bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8) + "…";
    }

    private static BadRequest badRequest(RequestFault fault) {
        return BadRequest.newBuilder()
                .addFieldViolations(BadRequest.FieldViolation.newBuilder()
                        .setField(fault.field())
                        .setDescription(cut(fault.getMessage()))
                        .setReason(fault.reason()))
                .build();
    }
}

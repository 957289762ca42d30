package io.breakwater.gateway;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A status as a caller reads it. */
record Faults(Status.Code code, String reason, String field, Map<String, String> metadata, boolean retry) {

    /** The status that the call ends with; fails where it ends well. */
    static Faults of(ThrowingCallable call) {
        StatusRuntimeException status = catchThrowableOfType(StatusRuntimeException.class, call);
        if (status == null) {
            throw new AssertionError("the call went well");
        }
        return of(StatusProto.fromThrowable(status));
    }

    static Faults of(com.google.rpc.Status status) {
        ErrorInfo info = ErrorInfo.getDefaultInstance();
        String field = "";
        boolean retry = false;
        for (Any detail : status.getDetailsList()) {
            try {
                info = detail.is(ErrorInfo.class) ? detail.unpack(ErrorInfo.class) : info;
                field = detail.is(BadRequest.class)
                        ? detail.unpack(BadRequest.class).getFieldViolations(0).getField() : field;
                retry |= detail.is(RetryInfo.class);
            } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
            }
        }
        Status.Code code = Status.fromCodeValue(status.getCode()).getCode();
        return new Faults(code, info.getReason(), field, info.getMetadataMap(), retry);
    }

    @Override
    public String toString() {
        return code + " " + reason + (field.isEmpty() ? "" : " " + field);
    }
}

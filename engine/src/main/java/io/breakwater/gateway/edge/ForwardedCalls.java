package io.breakwater.gateway.edge;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import io.breakwater.link.ForwardDesk;
import io.breakwater.link.Forwarded;
import io.grpc.Context;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Answers what peers forward as if it had been asked here, under the name of who asked there. None of it goes on to
 * another data center.
 */
public record ForwardedCalls(Map<Forwarded.Call, Line<?, ?>> lines) implements ForwardDesk {

    /**
     * The work of one call.
     *
     * @param work that forwards nothing
     */
    public record Line<Q, A extends MessageLite>(Parser<Q> requests, PackWork<Q, A> work) {

        private CompletionStage<ByteString> answer(ByteString bytes) {
            CompletableFuture<ByteString> answer = new CompletableFuture<>();
            try {
                work.start(requests.parseFrom(bytes), new PackWork.Ticket<>(Expiry.ofCall(), () -> { },
                        settled -> answer.complete(settled.toByteString())));
            } catch (InvalidProtocolBufferException | RequestFault refused) {
                answer.completeExceptionally(refused);
            }
            return answer;
        }
    }

    @Override
    public CompletionStage<ByteString> answer(Forwarded request) {
        Context asked = Caller.forwarded(request.caller(), request.trace()).in(Context.current());
        Context before = asked.attach();
        try {
            return lines.get(request.call()).answer(request.request());
        } finally {
            asked.detach(before);
        }
    }
}

package io.breakwater.link;

import com.google.protobuf.ByteString;
import java.util.concurrent.CompletionStage;

/** Where a data center answers what peers forward. */
@FunctionalInterface
public interface ForwardDesk {

    /**
     * The answer of the call, as it goes back. Asked on a thread of the port, in the call's context with its deadline;
     * does not wait. Fails, or throws, where the request as a whole cannot be taken: then nothing of it is done.
     */
    CompletionStage<ByteString> answer(Forwarded request);
}

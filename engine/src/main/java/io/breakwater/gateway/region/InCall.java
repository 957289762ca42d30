package io.breakwater.gateway.region;

import io.grpc.Context;
import java.util.function.Supplier;

/** The call that is worked on, for steps of it that come to run on other threads: whose it is and its deadline. */
record InCall(Context context) {

    static InCall current() {
        return new InCall(Context.current());
    }

    <T> T run(Supplier<T> step) {
        Context before = context.attach();
        try {
            return step.get();
        } finally {
            context.detach(before);
        }
    }
}

package io.breakwater.gateway;

import io.grpc.MethodDescriptor;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Calls whose requests are bytes, whatever they are. */
final class Raw {
    private Raw() {}

    private record Bytes() implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            throw new UnsupportedOperationException("only sent");
        }
    }

    static <A> MethodDescriptor<byte[], A> of(MethodDescriptor<?, A> method) {
        return method.toBuilder(new Bytes(), method.getResponseMarshaller()).build();
    }

    /** Answers of a stream, in order, and how it ended where it failed. */
    record Answers<A>(BlockingQueue<A> told, BlockingQueue<Throwable> ends) implements StreamObserver<A> {
        Answers() {
            this(new LinkedBlockingQueue<>(), new LinkedBlockingQueue<>());
        }

        @Override
        public void onNext(A answer) {
            told.add(answer);
        }

        @Override
        public void onError(Throwable failure) {
            ends.add(failure);
        }

        @Override
        public void onCompleted() {}
    }
}

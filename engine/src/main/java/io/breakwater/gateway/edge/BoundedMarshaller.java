package io.breakwater.gateway.edge;

import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads requests within {@link ListBounds}, and without fields that nobody here knows: each of them would be kept, at
 * a hundred times its bytes. Otherwise as the generated one.
 */
final class BoundedMarshaller<Q extends Message> implements PrototypeMarshaller<Q> {
    private static final Logger LOG = LoggerFactory.getLogger(BoundedMarshaller.class);
    /** Of each thread, for the bytes of the request that it reads; what is parsed has copies of all that it keeps. */
    private static final ThreadLocal<SoftReference<byte[]>> BUFFER =
            ThreadLocal.withInitial(() -> new SoftReference<>(new byte[0]));

    private final PrototypeMarshaller<Q> generated;
    private final Parser<Q> parser;
    private final ListBounds bounds;

    /** @param mostBytes of a request */
    @SuppressWarnings("unchecked")
    BoundedMarshaller(PrototypeMarshaller<Q> generated, int mostBytes) {
        Q prototype = generated.getMessagePrototype();
        this.generated = generated;
        this.parser = DiscardUnknownFieldsParser.wrap((Parser<Q>) prototype.getParserForType());
        this.bounds = ListBounds.of(prototype.getDescriptorForType(), mostBytes);
    }

    @Override
    public Q getMessagePrototype() {
        return generated.getMessagePrototype();
    }

    @Override
    public Class<Q> getMessageClass() {
        return generated.getMessageClass();
    }

    @Override
    public InputStream stream(Q request) {
        return generated.stream(request);
    }

    /**
     * What comes compressed is read as long as the transport lets it be.
     *
     * @return null where it is no message, for {@link LegibleInterceptor}: what is thrown here, the transport logs with
     *     its trace and answers without a reason
     */
    @Override
    public Q parse(InputStream stream) {
        try {
            return stream instanceof KnownLength ? known(stream) : whole(stream.readAllBytes());
        } catch (IOException | StatusRuntimeException illegible) {
            LOG.debug("no {}: {}", generated.getMessageClass().getSimpleName(), illegible.toString());
            return null;
        }
    }

    private Q known(InputStream stream) throws IOException {
        int size = stream.available();
        SoftReference<byte[]> buffer = BUFFER.get();
        byte[] bytes = buffer.get();
        if (bytes == null || bytes.length < size) {
            bytes = new byte[size];
            BUFFER.set(new SoftReference<>(bytes));
        }
        return parsed(bytes, stream.readNBytes(bytes, 0, size));
    }

    private Q whole(byte[] bytes) throws IOException {
        return parsed(bytes, bytes.length);
    }

    private Q parsed(byte[] bytes, int size) throws IOException {
        byte[] cut = bounds.cut(bytes, size);
        return cut == null ? parser.parseFrom(bytes, 0, size) : parser.parseFrom(cut);
    }
}

package io.breakwater.log;

import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import io.breakwater.kernel.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What an event of twenty components costs to write and read, alone and within a block, and what Jackson's generator
 * takes for the same bytes: the reason why the writer is our own. Several types are in play, as in a real log.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CodecBench {
    private static final int EVENTS = 1_000;

    private final List<Sample> mixed = new ArrayList<>();
    private final List<Envelope> envelopes = new ArrayList<>();
    private final CborWriter out = new CborWriter(1 << 20, 1 << 24);
    private final BlockWriter writer = new BlockWriter(Samples.LOG, Samples.CODEC);
    private final BlockReader reader = new BlockReader(Samples.CODEC);
    private final CBORFactory jackson = new CBORFactory();
    private final byte[] encoded;
    private final byte[] block;

    /** Three quarters wide events, one quarter of others, so that no call has one target only. */
    public CodecBench() {
        List<Envelope> who = Samples.envelopes(1, EVENTS);
        for (int n = 0; n < EVENTS; n++) {
            mixed.add(n % 4 != 0 ? Samples.wide(n) : n % 8 == 0 ? new Sample.Inner.First(n) : new Sample.Nothing());
            Envelope e = who.get(n);
            envelopes.add(new Envelope(e.entity(), e.scopePath(), e.caller(), e.requestId(), e.traceId(),
                    e.decidedAtMicros(), e.receivedAtMicros(), 1, 1, e.view(), mixed.get(n)));
        }
        writeMixed();
        encoded = out.toBytes();
        block = writeBlock().bytes();
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public int writeMixed() {
        out.clear();
        for (Sample each : mixed) {
            Samples.CODEC.write(each, out);
        }
        return out.size();
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public Sample readMixed() {
        var in = new CborReader(encoded);
        Sample last = null;
        for (int i = 0; i < EVENTS; i++) {
            last = Samples.CODEC.read(in);
        }
        return last;
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public SealedBlock writeBlock() {
        writer.begin(envelopes.getFirst().decidedAtMicros());
        for (Envelope each : envelopes) {
            writer.add(each);
        }
        return writer.seal(1, 1, Samples.LOG.genesis(), Table.empty());
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public Block readBlock() {
        return reader.read(block);
    }

    /** Twenty numbers and no accessor, no tag, no string table: less than {@link #writeMixed} does for one event. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public int jacksonWritesTwentyNumbers() throws IOException {
        var bytes = new ByteArrayOutputStream(1 << 20);
        try (CBORGenerator generator = jackson.createGenerator(bytes)) {
            for (int n = 0; n < EVENTS; n++) {
                generator.writeStartArray(null, 20);
                for (int i = 0; i < 20; i++) {
                    generator.writeNumber((long) i * n << i);
                }
                generator.writeEndArray();
            }
        }
        return bytes.size();
    }

    /** The same through our own writer. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public int weWriteTwentyNumbers() {
        out.clear();
        for (int n = 0; n < EVENTS; n++) {
            out.writeArray(20);
            for (int i = 0; i < 20; i++) {
                out.writeLong((long) i * n << i);
            }
        }
        return out.size();
    }
}

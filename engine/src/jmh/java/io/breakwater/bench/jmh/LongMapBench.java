package io.breakwater.bench.jmh;

import io.breakwater.kernel.Hash64;
import io.breakwater.kernel.LongMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The persistent map beside the mutable one of the JDK, keys hashed, at an account's and at a lane's size. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseParallelGC")
public class LongMapBench {

    @Param({"100", "100000"})
    public int size;

    private LongMap<String> persistent = LongMap.empty();
    private final Map<Long, String> mutable = new HashMap<>();
    private int next;

    @Setup
    public void fill() {
        for (int i = 0; i < size; i++) {
            persistent = persistent.put(Hash64.combine(1, i), "x");
            mutable.put(Hash64.combine(1, i), "x");
        }
    }

    private long key() {
        next = next + 7 < size ? next + 7 : (next + 7) % size;
        return Hash64.combine(1, next);
    }

    @Benchmark
    public String get() {
        return persistent.get(key());
    }

    /** One removal and one insertion: the size stays. */
    @Benchmark
    public LongMap<String> removeAndPut() {
        long key = key();
        persistent = persistent.remove(key).put(key, "y");
        return persistent;
    }

    @Benchmark
    public String getMutable() {
        return mutable.get(key());
    }
}

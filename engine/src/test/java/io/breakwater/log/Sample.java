package io.breakwater.log;

import io.breakwater.kernel.LongMap;
import io.breakwater.kernel.RequestId;
import io.breakwater.kernel.Table;
import java.util.List;
import java.util.Optional;

/** Events of a domain that exists only here: every kind of component, nested families, recursion, single values. */
sealed interface Sample {
    enum Side {
        BUY,
        SELL
    }

    record Id(String text) {}

    record Pair(long a, long b) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair that) {
            return a != that.a ? Long.compare(a, that.a) : Long.compare(b, that.b);
        }
    }

    /** Refuses what is not positive, as domain types may. */
    record Positive(long value, int scale) {
        public Positive {
            if (value <= 0) {
                throw new IllegalArgumentException("not positive");
            }
        }
    }

    record Nothing() implements Sample {}

    record Everything(
            boolean flag, int count, long amount, double ratio, String name, byte[] bytes, long[] longs, Side side,
            Id id, Optional<String> note, RequestId request, Digest digest)
            implements Sample {}

    record Containers(
            List<String> names, List<Pair> pairs, LongMap<Positive> byKey, Table<String, Long> byName,
            Table<Pair, Side> byPair, Table<Side, List<Integer>> bySide)
            implements Sample {}

    record Tree(long value, List<Sample> children) implements Sample {}

    record Wrapped(Positive positive) implements Sample {}

    sealed interface Inner extends Sample {
        record First(long x) implements Inner {}

        record Second() implements Inner {}
    }

    /** As wide as the widest of hot events: twenty components, most of them numbers. */
    record Wide(
            String account, String order, long instrument, Side side, long priceTicks, long lots, boolean reduceOnly,
            boolean postOnly, String venue, long hold, long buyLots, long sellLots, long notionalUsdMicros,
            long buyDeltaUsdMicros, long sellDeltaUsdMicros, long reduceLots, int scale, int rules, long policy,
            long decidedAtMicros)
            implements Sample {}
}

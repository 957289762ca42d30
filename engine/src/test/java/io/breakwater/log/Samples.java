package io.breakwater.log;

import io.breakwater.domain.market.ViewId;
import io.breakwater.kernel.LongMap;
import io.breakwater.kernel.RequestId;
import io.breakwater.kernel.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;

/** Values of {@link Sample}: some fixed for golden files, the rest drawn from a seed. */
final class Samples {
    static final Codec<Sample> CODEC = RecordCodec.of(Sample.class).codec(Sample.class);
    static final LogName LOG = new LogName("simulation", "fra", "counterparty-03");
    static final RequestId REQUEST = RequestId.parse("017f22e2-79b0-7cc3-98c4-dc0c0c07398f", 7);

    static final RecursiveComparisonConfiguration BY_CONTENT =
            RecursiveComparisonConfiguration.builder().withEqualsForType(LongMap::equals, LongMap.class).build();

    private Samples() {}

    static List<Sample> fixed() {
        return List.of(
                new Sample.Nothing(),
                new Sample.Everything(true, -1, Long.MIN_VALUE, -0.0, "Zürich €", new byte[] {0, -1}, new long[] {
                    23, 24, 255, 256, 65_535, 65_536, 4_294_967_295L, 4_294_967_296L, -24, -25, Long.MAX_VALUE
                }, Sample.Side.SELL, new Sample.Id("one"), Optional.of("one"), REQUEST, LOG.genesis()),
                new Sample.Everything(false, Integer.MAX_VALUE, 0, 1.5, "", new byte[0], new long[0],
                        Sample.Side.BUY, new Sample.Id(""), Optional.empty(), REQUEST.withItem(0), LOG.genesis()),
                new Sample.Containers(
                        List.of("a", "b", "a"), List.of(new Sample.Pair(1, 2)),
                        LongMap.of(5, new Sample.Positive(1, 0)).put(-5, new Sample.Positive(2, 1)),
                        Table.of("y", 2L).put("x", 1L), Table.of(new Sample.Pair(2, 1), Sample.Side.BUY),
                        Table.of(Sample.Side.SELL, List.of(1, 2, 3))),
                new Sample.Tree(1, List.of(new Sample.Tree(2, List.of()), new Sample.Inner.Second())),
                new Sample.Wrapped(new Sample.Positive(9, 2)),
                new Sample.Inner.First(300),
                new Sample.Inner.Second(),
                wide(1));
    }

    static Sample.Wide wide(long n) {
        return new Sample.Wide("main", "order-" + n % 64, 4_711, Sample.Side.BUY, 64_000_00 + n, 10, false, true,
                "venues/deribit", 1L << 40 | n, 10, 0, 640_000_000L, 512_000, 0, 0, 8, 3, 12, 1_700_000_000_000_000L);
    }

    static Sample random(SplittableRandom random) {
        return switch (random.nextInt(7)) {
            case 0 -> new Sample.Nothing();
            case 1 -> new Sample.Everything(random.nextBoolean(), (int) number(random), number(random),
                    random.nextDouble(), text(random), new byte[random.nextInt(40)], new long[] {number(random)},
                    Sample.Side.values()[random.nextInt(2)], new Sample.Id(text(random)), Optional.of(text(random)),
                    REQUEST.withItem(random.nextInt(9)), LOG.genesis());
            case 2 -> containers(random);
            case 3 -> new Sample.Tree(number(random), List.of(random(random)));
            case 4 -> new Sample.Wrapped(new Sample.Positive(1 + random.nextInt(1 << 20), 3));
            case 5 -> new Sample.Inner.First(number(random));
            default -> wide(random.nextInt(1_000));
        };
    }

    private static Sample.Containers containers(SplittableRandom random) {
        LongMap<Sample.Positive> byKey = LongMap.empty();
        Table<String, Long> byName = Table.empty();
        List<String> names = new ArrayList<>();
        for (int i = random.nextInt(40); i > 0; i--) {
            names.add(text(random));
            byKey = byKey.put(number(random), new Sample.Positive(i, 0));
            byName = byName.put(text(random), number(random));
        }
        return new Sample.Containers(names, List.of(), byKey, byName,
                Table.of(new Sample.Pair(number(random), 1), Sample.Side.SELL), Table.empty());
    }

    private static long number(SplittableRandom random) {
        return random.nextLong() >> random.nextInt(64);
    }

    private static String text(SplittableRandom random) {
        return random.nextInt(10) == 0 ? "ünï-" + random.nextInt(9) : "name-" + random.nextInt(300);
    }

    static Envelope envelope(SplittableRandom random, int n) {
        RequestId id = new RequestId(REQUEST.msb() + n / 50, REQUEST.lsb(), n % 50 + random.nextInt(2));
        String entity = "counterparties/c" + random.nextInt(20);
        return new Envelope(entity, "firms/f" + (entity.hashCode() & 3) + (n > 300 ? "/moved" : ""),
                "users/u" + n / 70, id, n % 100 < 50 ? "" : "trace-" + n / 5, 1_700_000_000_000_000L + n / 3 * 10,
                1_700_000_000_000_000L - 500 + n / 50, 3 + n / 400, 2, new ViewId("board-1", 1, n / 30, n / 30 * 99L),
                random(random));
    }

    static List<Envelope> envelopes(long seed, int count) {
        var random = new SplittableRandom(seed);
        List<Envelope> envelopes = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            envelopes.add(envelope(random, n));
        }
        return envelopes;
    }

    static SealedBlock block(long number, long term, Digest previous, List<Envelope> envelopes) {
        var writer = new BlockWriter(LOG, CODEC);
        writer.begin(envelopes.isEmpty() ? 1 : envelopes.getFirst().decidedAtMicros());
        envelopes.forEach(writer::add);
        return writer.seal(number, term, previous, Table.of("lon/counterparty-03", 17L));
    }

    static List<SealedBlock> chain(int blocks) {
        List<SealedBlock> chain = new ArrayList<>();
        Digest previous = LOG.genesis();
        for (int number = 1; number <= blocks; number++) {
            SealedBlock block = block(number, 1 + number / 4, previous, envelopes(number, 5));
            chain.add(block);
            previous = block.digest();
        }
        return chain;
    }
}
